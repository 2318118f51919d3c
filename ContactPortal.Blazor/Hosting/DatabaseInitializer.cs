using ContactPortal.Blazor.Demo;
using ContactPortal.Blazor.SignIn;
using ContactPortal.Domain.Storage;

namespace ContactPortal.Blazor.Hosting;

/// <summary>Makes the database ready before the first request: the schema, the first key, and in the demonstration its data.</summary>
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
