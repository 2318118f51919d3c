using ContactPortal.Tests.Bench;
using ContactPortal.Tests.Crash;
using ContactPortal.Tests.Hosting;
using ContactPortal.Tests.Rights;

namespace ContactPortal.Tests;

/// <summary>The tests' executable is also the benches', and what the tests start as a process of its own, to end it in the middle of its work.</summary>
internal static class EntryPoint
{
    // The benches measure disks too: they, and what they start, keep the system's temporary folder.
    public static Task<int> Main(string[] args) => args switch
    {
        [CrashWriter.Command, .. var rest] => CrashWriter.RunAsync(rest),
        [ConcurrentDismissal.Command, .. var rest] => ConcurrentDismissal.RunAsync(rest),
        [IdentityProviderServer.Command] => IdentityProviderServer.RunAsync(),
        [Benches.Command, .. var rest] => Benches.RunAsync(rest),

        _ => RunTestsAsync(args),
    };

    private static Task<int> RunTestsAsync(string[] args)
    {
        TemporaryFolder.KeepInMemory();

        // What dotnet test and the IDEs ask for.
        return args.Any(arg => arg is "--server" or "--internal-msbuild-node")
            ? Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
            : Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
    }
}
