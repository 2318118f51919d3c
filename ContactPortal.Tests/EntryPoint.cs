using ContactPortal.Tests.Bench;
using ContactPortal.Tests.Crash;
using ContactPortal.Tests.Hosting;
using ContactPortal.Tests.Rights;

namespace ContactPortal.Tests;

/// <summary>The tests' executable is also the benches', and what the tests start as a process of its own, to end it in the middle of its work.</summary>
internal static class EntryPoint
{
    public static Task<int> Main(string[] args) => args switch
    {
        [CrashWriter.Command, .. var rest] => CrashWriter.RunAsync(rest),
        [Dismisser.Command, .. var rest] => Dismisser.RunAsync(rest),
        [IdentityProviderServer.Command] => IdentityProviderServer.RunAsync(),
        [Benches.Command, .. var rest] => Benches.RunAsync(rest),

        // What dotnet test and the IDEs ask for.
        _ when args.Any(arg => arg is "--server" or "--internal-msbuild-node") =>
            Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
        _ => Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args),
    };
}
