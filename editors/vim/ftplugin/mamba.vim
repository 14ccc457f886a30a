" Vim file type plugin
" Language: mamba notebooks (.mmb)

if exists('b:did_ftplugin')
  finish
endif
let b:did_ftplugin = 1
let s:cpo_save = &cpo
set cpo&vim

setlocal commentstring=#\ %s
setlocal comments=:#
setlocal suffixesadd=.mmb
setlocal formatoptions-=t formatoptions+=croql

" A fold for the header and for each cell.
setlocal foldmethod=expr
setlocal foldexpr=MambaFold(v:lnum)
setlocal foldlevel=99

if !exists('*MambaFold')
  function MambaFold(number) abort
    let line = getline(a:number)
    if line =~# '^%%' || (line ==# '---' && a:number <= 2)
      return '>1'
    endif
    return line ==# '---' ? '<1' : '='
  endfunction
endif

" ]] and [[ go to the next and the previous cell.
if !exists('*s:go')
  function s:go(flags, count) abort
    for _ in range(a:count)
      call search('^%%', a:flags)
    endfor
  endfunction
endif
for s:mode in ['n', 'x', 'o']
  execute s:mode . "noremap <buffer> <silent> ]] :<C-u>call <SID>go('sW', v:count1)<CR>"
  execute s:mode . "noremap <buffer> <silent> [[ :<C-u>call <SID>go('bsW', v:count1)<CR>"
endfor

" :make finds errors without computing anything, and goes to the first.
setlocal makeprg=mamba\ run\ --check\ %:S
setlocal errorformat=%Eerror[%t%n]\ %m,%Z\ \ %f:%l:%c,%-G\ \ %.%#,%-G%f:\ no\ errors

let b:undo_ftplugin = 'setlocal commentstring< comments< suffixesadd< formatoptions< foldmethod<'
      \ . ' foldexpr< foldlevel< makeprg< errorformat<'
      \ . ' | for s in ["n", "x", "o"] | for k in ["]]", "[["]'
      \ . ' | execute "silent! " . s . "unmap <buffer> " . k | endfor | endfor'

let &cpo = s:cpo_save
unlet s:cpo_save
