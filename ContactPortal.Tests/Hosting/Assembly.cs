using System.Globalization;
using System.Runtime.CompilerServices;
using ContactPortal.Domain;
using ContactPortal.Tests.Hosting;

[assembly: AssemblyFixture(typeof(SeededDatabase))]
[assembly: AssemblyFixture(typeof(Chromium))]

namespace ContactPortal.Tests.Hosting;

internal static class Language
{
    /// <summary>Components speak Danish in the tests, whatever the machine speaks.</summary>
    [ModuleInitializer]
    internal static void SpeakDanish() =>
        (CultureInfo.DefaultThreadCurrentCulture, CultureInfo.DefaultThreadCurrentUICulture) = (Languages.Danish, Languages.Danish);
}
