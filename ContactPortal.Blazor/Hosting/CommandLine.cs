using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace ContactPortal.Blazor.Hosting;

/// <summary>The commands that the portal can run instead of serving pages, and their help.</summary>
internal static class CommandLine
{
    private const int UsageExitCode = 2;
    private const string Help = "--help";

    private const string Description =
        """
        The portal of contacts. Without a command it serves pages.

        Settings are read from appsettings.json, appsettings.<environment>.json, environment variables (Section__Key=Value) and arguments
        (--Section:Key=Value); docs/operation.md describes them.
        """;

    /// <summary>Reads the arguments; those that are settings are left to the configuration.</summary>
    public static ParseResult Parse(string[] args)
    {
        var root = new RootCommand(Description)
        {
            new CheckCommand(), new InviteAgencyCommand(), new ImportPersonsCommand(), new ImportContactsCommand(),
            new VerifyHistoryCommand(), new BackUpCommand(), new CopyDatabaseCommand(), new HealthCommand(),
            new LicencesCommand(),
        };

        VersionOf(root).Action = new WriteVersion();

        // Without an action the library would demand one of the commands.
        root.SetAction(_ => { });
        return root.Parse([.. WithoutSettings(root, args)]);
    }

    /// <summary>
    /// Answers what needs no portal, whatever its settings are: help, version, and arguments that are wrong, with exit code 2. Null for a
    /// command to run, or when the portal is to serve.
    /// </summary>
    public static async Task<int?> AnswerAsync(ParseResult arguments)
    {
        if (arguments.Errors.Count == 0)
            return arguments.Action is HelpAction or WriteVersion || arguments.CommandResult.Command is HealthCommand or LicencesCommand
                ? await arguments.InvokeAsync()
                : null;

        var command = arguments.CommandResult.Command;
        await Console.Error.WriteLineAsync(
            command is RootCommand && arguments.UnmatchedTokens is [var word, ..]
                ? $"There is no {(word.StartsWith('-') ? "option" : "command")} \"{word}\"."
                : string.Join('\n', arguments.Errors.Select(error => error.Message)));
        string[] help = command is RootCommand ? [Help] : [command.Name, Help];
        await arguments.RootCommandResult.Command.Parse(help).InvokeAsync(new InvocationConfiguration { Output = Console.Error });
        return UsageExitCode;
    }

    /// <summary>
    /// Runs the command that the arguments name and returns its exit code; null if there is none, and the portal is to serve.
    /// </summary>
    public static async Task<int?> RunCommandAsync(this WebApplication app, ParseResult arguments) =>
        arguments.CommandResult.Command is PortalCommand command
            ? await command.RunAsync(app, arguments, app.Lifetime.ApplicationStopping)
            : null;

    private static VersionOption VersionOf(RootCommand root) => root.Options.OfType<VersionOption>().Single();

    // "--Section:Key=Value" anywhere, and "--key value" before a command; but no option of the commands' own.
    private static IEnumerable<string> WithoutSettings(RootCommand root, string[] args)
    {
        var own = root.Subcommands.SelectMany(command => command.Options).Concat(root.Options)
            .SelectMany(option => option.Aliases.Append(option.Name)).ToHashSet(StringComparer.Ordinal);
        var start = 0;
        while (start + 1 < args.Length && IsKey(args[start]) && !IsKey(args[start + 1]))
            start += 2;
        return args.Skip(start).Where(a => !(IsKey(a) && a.Contains('=', StringComparison.Ordinal)));

        bool IsKey(string argument) =>
            argument.StartsWith("--", StringComparison.Ordinal) && !own.Contains(argument.Split('=')[0]);
    }

    private sealed class WriteVersion : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            parseResult.InvocationConfiguration.Output.WriteLine(PortalVersion.Text);
            return 0;
        }
    }
}
