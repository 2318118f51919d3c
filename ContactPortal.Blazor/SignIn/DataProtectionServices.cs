using System.Xml.Linq;
using ContactPortal.Domain.Messaging;
using ContactPortal.Domain.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace ContactPortal.Blazor.SignIn;

/// <summary>Stores the data protection keys in the portal's database, under one application name in every process.</summary>
internal static class DataProtectionServices
{
    private const string ApplicationName = "ContactPortal";

    public static void AddPortalDataProtection(this WebApplicationBuilder builder)
    {
        builder.Services.AddDataProtection().SetApplicationName(ApplicationName);
        builder.Services.AddSingleton<IKeyManager>(services =>
            new BackplaneKeyManager(
                ActivatorUtilities.CreateInstance<XmlKeyManager>(services),
                services.GetRequiredService<Backplane>(),
                services.GetRequiredService<IDataProtectionProvider>,
                services.GetRequiredService<ILogger<BackplaneKeyManager>>()));
        builder.Services.AddOptions<KeyManagementOptions>().Configure<DataProtectionKeyStore>(
            (options, store) => options.XmlRepository = new Repository(store));
    }

    /// <summary>
    /// Creates the first key if there is none. Call under the migration lock: processes that start at the same time would otherwise each
    /// create a key, and reject what another has protected.
    /// </summary>
    public static void MakeFirstKey(this IServiceProvider services) =>
        services.GetRequiredService<IDataProtectionProvider>().CreateProtector(nameof(DataProtectionServices)).Protect([]);

    private sealed class Repository(DataProtectionKeyStore store) : IXmlRepository
    {
        public IReadOnlyCollection<XElement> GetAllElements() => [.. store.All().Select(XElement.Parse)];

        public void StoreElement(XElement element, string friendlyName) =>
            store.Add(friendlyName, element.ToString(SaveOptions.DisableFormatting));
    }
}
