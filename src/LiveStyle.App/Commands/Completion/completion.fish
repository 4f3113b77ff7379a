# fish completion of livestyle: the program itself says what may follow.
function __livestyle_complete
    set -l found (livestyle complete (commandline -cp | string collect) 2>/dev/null)
    if test (count $found) -gt 0
        string join \n -- $found
    else
        __fish_complete_path (commandline -ct)
    end
end
complete -c livestyle -f -a '(__livestyle_complete)'
