using ContactPortal.Blazor.Live;
using ContactPortal.Domain.Contacts;
using ContactPortal.Domain.History;
using ContactPortal.Domain.Live;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Storage;

namespace ContactPortal.Blazor.Hosting;

/// <summary>Sets up the domain: storage, commands, and what keeps pages live.</summary>
internal static class PortalServices
{
    public static void AddPortal(this WebApplicationBuilder builder)
    {
        builder.Services.AddPortalStorage(
            builder.Configuration.GetConnectionString(StorageServices.ConnectionName), builder.Environment.ContentRootPath);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<PersonDirectory>();
        builder.Services.AddSingleton<ContactBook>();
        builder.Services.AddSingleton<ChangeFeed>();
        builder.Services.AddSingleton<IRosterSource, RosterSource>();
        builder.Services.AddSingleton<RosterStore>();
        builder.Services.AddSingleton<Presence>();
        builder.Services.AddSingleton<ContactHistories>();
        builder.Services.AddSingleton<HistoryVerifier>();
        builder.Services.AddHostedService<RosterSweep>();
        builder.Services.AddHostedService<PresenceSweep>();
    }
}
