public import Language

/// The syntax file for Vim.
///
/// The words come from the registry and the lexer's tables. Where a verb may stand is told by what is
/// before it: Vim has no grammar, but looks behind.
public enum VimSyntax {
  public static func text(of registry: Registry) -> String {
    let verbs = choice(Vocabulary.byLength(registry.orderedVerbs.map(\.name)))
    let functions = choice(Vocabulary.byLength(registry.groups.flatMap(\.functions).map(\.name)))
    return head + """
      let s:verbs = '\(verbs)'
      let s:functions = '\(functions)'
      let s:keywords = '\(choice(Vocabulary.keywords))'
      let s:constants = '\(choice(Vocabulary.constants))'
      let s:prepositions = '\(choice(Vocabulary.prepositions))'
      let s:rules = '\(choice(Vocabulary.rules.map { $0.replacing(" ", with: "\\s\\+") }))'
      let s:units = '\(choice(Vocabulary.units.filter { $0 != "%" }))'
      let s:operators = '\(choice(Vocabulary.operators.map(literal)))'
      let s:recorded = {\(marks)}

      """ + rules
  }

  /// Returns a pattern of any of the words.
  private static func choice(_ words: [String]) -> String {
    "\\%(" + words.joined(separator: "\\|") + "\\)"
  }

  /// Returns a sign as a pattern that means it as it is.
  private static func literal(_ sign: String) -> String {
    sign.map { "*.^/~[]$\\".contains($0) ? "\\\($0)" : String($0) }.joined()
  }

  /// The marks of recorded lines, each with what follows `mambaRecorded` in the name of its group.
  private static var marks: String {
    Recorded.Kind.allCases.map { kind in
      let suffix =
        switch kind {
        case .fingerprint: "Print"
        case .number: "Number"
        case .volatile: "Volatile"
        case .error: "Error"
        case .figure: "Figure"
        case .text: "Text"
        }
      return "'\(kind.rawValue)': '\(suffix)'"
    }.joined(separator: ", ")
  }

  private static let head = #"""
    " Vim syntax file
    " Language: mamba notebooks (.mmb)
    " Made by `mamba grammar --vim`; change Sources/Notebook/Editors/VimSyntax.swift, not this file.

    if exists('b:current_syntax')
      finish
    endif
    let s:cpo_save = &cpo
    set cpo&vim
    syntax case match
    syntax sync fromstart

    " Without any %% the file is one program; else what is before the first is prose.
    let s:has_cells = search('^%%', 'cnw') > 0
    if s:has_cells
      syntax include @mambaMarkdown syntax/markdown.vim
      unlet! b:current_syntax
    endif


    """#

  private static let rules = #"""

    " What may stand before a verb.
    " A statement: the start of a line that continues none, or after ; and {.
    let s:statement = '\%(\%([,+*/^<>-]\s*\n\)\@40<!\_^\|[;{]\)\s*'
    " The right-hand side of a binding or of a function.
    let s:bound = s:statement . '\%(\h\w*\|([^()]*)\|fn\s\+\h\w*\s*(.\{-})\)\s*=\s*\%(\n\s*\)\='
    " A stage of a pipeline.
    let s:stage = '|\s*\%(\n\s*\)\='
    " A parenthesis that calls nothing.
    let s:parenthesis = '\%(^\|[^A-Za-z0-9_)\]]\)(\s*'
    " A name where `.` or `=` follows.
    let s:not_a_name = '\>\%(\s*\.\.\@!\|\s*==\@!\)\@!'

    function! s:after(group, before, words, options) abort
      execute 'syntax match' a:group '&\%(' . join(a:before, '\|') . '\)\@200<=\<'
            \ . a:words . s:not_a_name . '&' a:options
    endfunction

    syntax cluster mambaInside contains=mambaInnerVerb,mambaKeyword,mambaConstant,mambaPreposition,mambaFunction,mambaDefinition,mambaName,mambaField,mambaBadNumber,mambaNumber,mambaDate,mambaTime,mambaText,mambaOperator,mambaRange,mambaLast,mambaParentheses,mambaBrackets,mambaBlock,mambaComment,@mambaRecorded
    syntax cluster mambaCode contains=mambaVerb,@mambaInside
    let s:where = s:has_cells ? 'contained' : ''

    execute 'syntax match mambaOperator &' . s:operators . '&' s:where
    execute 'syntax match mambaRange &\.\.<\=&' s:where
    execute 'syntax match mambaKeyword &\<' . s:keywords . '\>&' s:where
    execute 'syntax match mambaConstant &\<' . s:constants . '\>&' s:where
    execute 'syntax match mambaPreposition &\%([A-Za-z0-9_)\]}"%]\s\+\)\@40<=\<' . s:prepositions . s:not_a_name . '&' s:where
    call s:after('mambaVerb', [s:statement, s:bound, s:stage, s:parenthesis], s:verbs, s:where)
    call s:after('mambaInnerVerb', [s:stage, s:parenthesis], s:verbs, 'contained')
    execute 'syntax match mambaFunction &\<' . s:functions . '\ze\s*(&' s:where
    execute 'syntax match mambaDefinition &\%(\<fn\s\+\)\@20<=\h\w*&' s:where
    execute 'syntax match mambaName &\<\h\w*\ze\s*==\@!&' s:where
    execute 'syntax match mambaField &\.\h\w*&ms=s+1' s:where

    " Numbers, in the order of the lexer: a later one goes before.
    execute 'syntax match mambaBadNumber &\<\d\w*%\=\w*&' s:where
    let s:digits = '\d\%(_\=\d\)*'
    execute 'syntax match mambaNumber &\%(\<' . s:digits . '\%(\.' . s:digits . '\)\=\|[A-Za-z0-9_.]\@1<!\.' . s:digits . '\)\%([eE][+-]\=' . s:digits . '\)\=\%(' . s:units . '\|%\)\=[A-Za-z0-9_%]\@!&' s:where
    execute 'syntax match mambaTime &\<\d\{1,2}:\d\{1,2}\%(:\d\{1,2}\)\=\d\@!&' s:where
    execute 'syntax match mambaDate &\<\d\{4}-\d\d-\d\d\%(T\d\{1,2}:\d\{1,2}\%(:\d\{1,2}\)\=\)\=\d\@!&' s:where
    execute 'syntax match mambaLast &\<_\d*\>&' s:where

    syntax match mambaEscape /\\[nt"\\]/ contained
    syntax match mambaBadEscape /\\[^nt"\\]/ contained
    execute 'syntax region mambaText start=/"/ skip=/\\./ end=/"/ end=/$/ oneline contains=mambaEscape,mambaBadEscape' s:where

    execute 'syntax region mambaParentheses start=/(/ end=/)/ transparent contains=@mambaInside' s:where
    execute 'syntax region mambaBrackets start=/\[/ end=/\]/ transparent contains=@mambaInside' s:where
    execute 'syntax region mambaBlock start=/{/ end=/}/ transparent contains=@mambaCode,mambaRule' s:where
    call s:after('mambaRule', [s:statement], s:rules, 'contained')
    execute 'syntax match mambaComment &#.*$& contains=mambaTodo,@Spell' s:where
    syntax keyword mambaTodo TODO FIXME XXX contained

    " What runs have recorded.
    for [s:mark, s:suffix] in items(s:recorded)
      let s:other = s:mark ==# '>>' ? '[=~?!@]\@!' : ''
      execute 'syntax match mambaRecorded' . s:suffix '&^' . escape(s:mark, '~') . s:other . '.*$&' s:where
      execute 'syntax cluster mambaRecorded add=mambaRecorded' . s:suffix
    endfor

    " The header and the marks of cells.
    syntax match mambaShebang /\%^#!.*$/ nextgroup=mambaHeader,mambaPreamble skipnl
    for s:start in ['/\%^---$/', '/^---$/ contained']
      execute 'syntax region mambaHeader matchgroup=mambaFence start=' . s:start
            \ 'end=/^---$/ contains=mambaKey,mambaHash nextgroup=mambaPreamble skipnl keepend'
    endfor
    syntax match mambaKey /^\h\w*\ze:/ contained
    syntax match mambaHash /sha256:\x*/ contained
    if s:has_cells
      syntax match mambaMark /^%%.*$/ contained contains=mambaSlug,mambaAttribute
      syntax match mambaSlug /\%(^%%\s\+\)\@20<=[^ \t=]\+\%([ \t]\|$\)\@=/ contained
      syntax match mambaAttribute /\h\w*=\S*/ contained
      syntax region mambaPreamble start=/^\%(%%\|---$\)\@!/ end=/^%%/me=s-1 contained contains=@mambaMarkdown,@Spell keepend
      syntax region mambaPreamble start=/\%^\%(---$\|#!\|%%\)\@!/ end=/^%%/me=s-1 contains=@mambaMarkdown,@Spell keepend
      syntax region mambaCell start=/^%%/ end=/^%%/me=s-1 contains=mambaMark,@mambaCode keepend
      syntax region mambaProse start=/^%%\s\+text\>=\@!/ end=/^%%/me=s-1 contains=mambaMark,@mambaMarkdown,@Spell keepend
    endif

    highlight default link mambaVerb Statement
    highlight default link mambaInnerVerb Statement
    highlight default link mambaKeyword Keyword
    highlight default link mambaConstant Constant
    highlight default link mambaPreposition Keyword
    highlight default link mambaRule Conditional
    highlight default link mambaFunction Function
    highlight default link mambaDefinition Function
    highlight default link mambaName Identifier
    highlight default link mambaNumber Number
    highlight default link mambaBadNumber Error
    highlight default link mambaTime Number
    highlight default link mambaDate Number
    highlight default link mambaText String
    highlight default link mambaEscape SpecialChar
    highlight default link mambaBadEscape Error
    highlight default link mambaOperator Operator
    highlight default link mambaRange Operator
    highlight default link mambaLast Special
    highlight default link mambaComment Comment
    highlight default link mambaTodo Todo
    highlight default link mambaRecordedText Comment
    highlight default link mambaRecordedPrint NonText
    highlight default link mambaRecordedVolatile NonText
    highlight default link mambaRecordedNumber Comment
    highlight default link mambaRecordedFigure Comment
    highlight default link mambaRecordedError WarningMsg
    highlight default link mambaShebang PreProc
    highlight default link mambaFence PreProc
    highlight default link mambaKey Type
    highlight default link mambaHash NonText
    highlight default link mambaMark PreProc
    highlight default link mambaSlug Title
    highlight default link mambaAttribute Type

    let b:current_syntax = 'mamba'
    let &cpo = s:cpo_save
    unlet s:cpo_save

    """#
}
