using ContactPortal.Tests.Bench;
using ContactPortal.Tests.Cluster;
using ContactPortal.Tests.Crash;
using ContactPortal.Tests.Hosting;
using ContactPortal.Tests.Rights;

namespace ContactPortal.Tests;

/// <summary>The entry point of the tests, of the benches, and of the helper processes that tests start and kill.</summary>
internal static class EntryPoint
{
    // Only tests keep temporary files in memory; the benches measure disks too.
    public static Task<int> Main(string[] args) => args switch
    {
        [CrashWriter.Command, .. var rest] => CrashWriter.RunAsync(rest),
        [ConcurrentDismissal.Command, .. var rest] => ConcurrentDismissal.RunAsync(rest),
        [IdentityProviderServer.Command, .. var certificate] => IdentityProviderServer.RunAsync(certificate),
        [SideBySide.Command, var former] => SideBySide.RunAsync(former),
        [Benches.Command, .. var rest] => Benches.RunAsync(rest),

        _ => RunTestsAsync(args),
    };

    private static Task<int> RunTestsAsync(string[] args)
    {
        TemporaryFolder.KeepInMemory();
        TestAssemblySetup.RaiseComponentTimeout();

        // The modes that dotnet test and the IDEs use.
        return args.Any(arg => arg is "--server" or "--internal-msbuild-node")
            ? Xunit.MicrosoftTestingPlatform.TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
            : Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
    }
}
