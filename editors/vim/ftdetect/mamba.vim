autocmd BufRead,BufNewFile *.mmb setfiletype mamba
