#compdef livestyle
# zsh completion of livestyle: the program itself says what may follow.
_livestyle() {
    local -a found
    local name about
    while IFS=$'\t' read -r name about; do
        found+=("${name//:/\\:}${about:+:$about}")
    done < <("${words[1]}" complete "${(j: :)words[1,CURRENT]}" 2>/dev/null)
    if (( $#found )); then
        _describe livestyle found
    else
        _files
    fi
}
if [[ $funcstack[1] == _livestyle ]]; then
    _livestyle "$@"
else
    compdef _livestyle livestyle
fi
