using ContactPortal.Tests.Hosting;
using System.Globalization;
using System.Runtime.CompilerServices;
using Bunit;
using ContactPortal.Domain.Text;

[assembly: AssemblyFixture(typeof(SeededDatabase))]
[assembly: AssemblyFixture(typeof(Chromium))]
[assembly: AssemblyFixture(typeof(SharedPortal))]

namespace ContactPortal.Tests.Hosting;

internal static class TestAssemblySetup
{
    /// <summary>Nobody changes a test's settings while it runs, and the system allows no more than some hundred files to be watched.</summary>
    [ModuleInitializer]
    internal static void WatchNoSettings() => System.Environment.SetEnvironmentVariable("DOTNET_hostBuilder__reloadConfigOnChange", "false");

    /// <summary>A component may take as long as a busy machine needs; bUnit itself waits for one second.</summary>
    [ModuleInitializer]
    internal static void WaitForComponents() => BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Components speak Danish in the tests, whatever the machine speaks.</summary>
    [ModuleInitializer]
    internal static void SpeakDanish() =>
        (CultureInfo.DefaultThreadCurrentCulture, CultureInfo.DefaultThreadCurrentUICulture) = (Languages.Danish, Languages.Danish);
}
