using System.CommandLine;

namespace Serilog.Sinks.CloudWatchTail.Tool.Completion;

// cwtail completion SHELL prints the script with which a shell asks this program for completions.
static class CompletionCommand
{
    public const string Examples = """
        source <(cwtail completion bash)                          in ~/.bashrc
        source <(cwtail completion zsh)                           in ~/.zshrc, after compinit
        cwtail completion fish | source                           in ~/.config/fish/config.fish
        cwtail completion pwsh | Out-String | Invoke-Expression   in $PROFILE
        """;

    public static Command Create()
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh, fish or pwsh." };
        shell.AcceptOnlyFromAmong([.. CompletionScripts.All.Keys]);
        var command = new Command("completion", "Print a script that completes options, log groups and streams in a shell.") { shell };
        command.SetAction(parsed => Console.Out.Write(CompletionScripts.All[parsed.GetRequiredValue(shell)].ReplaceLineEndings("\n")));
        return command;
    }
}
