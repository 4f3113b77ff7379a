# bash completion of livestyle: the program itself says what may follow. Where it says nothing, `-o default` offers files.
_livestyle() {
    local found
    COMPREPLY=()
    while IFS=$'\t' read -r found _; do
        COMPREPLY+=("${found#--*=}") # bash takes the "=" of --style=NAME for a word of its own.
    done < <("${COMP_WORDS[0]}" complete "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
}
complete -o default -F _livestyle livestyle
