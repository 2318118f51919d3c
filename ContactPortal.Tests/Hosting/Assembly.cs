using ContactPortal.Tests.Hosting;
using System.Globalization;
using System.Runtime.CompilerServices;
using Bunit;
using ContactPortal.Domain.Text;

[assembly: AssemblyFixture(typeof(SeededDatabase))]
[assembly: AssemblyFixture(typeof(Chromium))]
[assembly: AssemblyFixture(typeof(SharedPortal))]
[assembly: AssemblyFixture(typeof(PublishedPortal))]

namespace ContactPortal.Tests.Hosting;

internal static class TestAssemblySetup
{
    /// <summary>Disables the reload of configuration files, whose watchers would exceed the system's limit of some hundred.</summary>
    [ModuleInitializer]
    internal static void DisableConfigurationReload() =>
        System.Environment.SetEnvironmentVariable("DOTNET_hostBuilder__reloadConfigOnChange", "false");

    /// <summary>
    /// Raises bUnit's wait timeout from 1 s to 30 s, for busy machines. Not when the assembly is loaded: the benches load it into a portal,
    /// which does not have that library.
    /// </summary>
    internal static void RaiseComponentTimeout() => BunitContext.DefaultWaitTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Sets the default culture to Danish, whatever the machine's culture is.</summary>
    [ModuleInitializer]
    internal static void UseDanishCulture() =>
        (CultureInfo.DefaultThreadCurrentCulture, CultureInfo.DefaultThreadCurrentUICulture) = (Languages.Danish, Languages.Danish);
}
