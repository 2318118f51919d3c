using System.Xml.Linq;
using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace ContactPortal.Blazor.SignIn;

/// <summary>Keeps the keys of cookies and tokens in the portal's database, under one name on every machine.</summary>
internal static class DataProtectionServices
{
    private const string ApplicationName = "ContactPortal";

    public static void AddPortalDataProtection(this WebApplicationBuilder builder)
    {
        builder.Services.AddDataProtection().SetApplicationName(ApplicationName);
        builder.Services.AddSingleton<IKeyManager>(of =>
            new BackplaneKeyManager(
                ActivatorUtilities.CreateInstance<XmlKeyManager>(of),
                of.GetRequiredService<Backplane>(),
                of.GetRequiredService<IDataProtectionProvider>,
                of.GetRequiredService<ILogger<BackplaneKeyManager>>()));
        builder.Services.AddOptions<KeyManagementOptions>().Configure<KeyRing>((options, ring) => options.XmlRepository = new Repository(ring));
    }

    /// <summary>
    /// Makes the first key, when there is none. Of processes that start at once one does so at a time: each would make its own otherwise,
    /// and one that had looked a moment before would refuse what another protects with its own.
    /// </summary>
    public static void MakeFirstKey(this IServiceProvider services) =>
        services.GetRequiredService<IDataProtectionProvider>().CreateProtector(nameof(DataProtectionServices)).Protect([]);

    private sealed class Repository(KeyRing ring) : IXmlRepository
    {
        public IReadOnlyCollection<XElement> GetAllElements() => [.. ring.All().Select(XElement.Parse)];

        public void StoreElement(XElement element, string friendlyName) => ring.Add(friendlyName, element.ToString(SaveOptions.DisableFormatting));
    }
}
