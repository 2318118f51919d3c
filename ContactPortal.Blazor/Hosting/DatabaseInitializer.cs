using ContactPortal.Blazor.Demo;
using ContactPortal.Blazor.SignIn;
using ContactPortal.Domain.Storage;

namespace ContactPortal.Blazor.Hosting;

/// <summary>Prepares the database before the first request: schema, first data protection key, and the data of the demonstration.</summary>
internal static class DatabaseInitializer
{
    public static async Task PrepareDatabaseAsync(this WebApplication app, bool demonstration)
    {
        var cancellationToken = app.Lifetime.ApplicationStopping;
        await app.Services.GetRequiredService<PortalDatabase>().MigrateAsync(
            async () =>
            {
                app.Services.MakeFirstKey();
                if (demonstration)
                    await ActivatorUtilities.CreateInstance<DemonstrationData>(app.Services).FillAsync(cancellationToken);
            },
            cancellationToken);
    }
}
