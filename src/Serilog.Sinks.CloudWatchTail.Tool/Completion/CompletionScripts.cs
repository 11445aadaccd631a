namespace Serilog.Sinks.CloudWatchTail.Tool.Completion;

// Each script passes the line up to the cursor to the parser's suggest directive. Names come from the service and are data: no script lets the shell
// expand them.
static class CompletionScripts
{
    public static readonly IReadOnlyDictionary<string, string> All = new Dictionary<string, string>
    {
        ["bash"] = """
            _cwtail() {
                local line="${COMP_LINE:0:COMP_POINT}" current word
                current="${line##*[[:space:]]}"
                COMPREPLY=()
                while IFS= read -r word; do
                    [[ "$word" == "$current"* ]] && COMPREPLY+=("$(printf '%q' "$word")")
                done < <(cwtail "[suggest:${#line}]" "$line" 2>/dev/null)
            }
            complete -o default -F _cwtail cwtail

            """,
        ["zsh"] = """
            _cwtail() {
                local line="${(j: :)words[1,CURRENT]}"
                local -a found
                found=("${(@f)$(cwtail "[suggest:${#line}]" "$line" 2>/dev/null)}")
                compadd -a found
            }
            compdef _cwtail cwtail

            """,
        ["fish"] = """
            function __cwtail_complete
                set -l line (commandline --cut-at-cursor)
                cwtail "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
            end
            complete --command cwtail --arguments '(__cwtail_complete)'

            """,
        ["pwsh"] = """
            Register-ArgumentCompleter -Native -CommandName cwtail -ScriptBlock {
                param($word, $ast, $position)
                cwtail "[suggest:$position]" "$ast" 2>$null | Where-Object { $_.StartsWith($word) } | ForEach-Object {
                    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
                }
            }

            """,
    };
}
