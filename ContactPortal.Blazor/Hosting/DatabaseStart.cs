using ContactPortal.Blazor.Demo;
using ContactPortal.Domain.Storage;

namespace ContactPortal.Blazor.Hosting;

/// <summary>Makes the database ready before the first request: the schema, and in the demonstration its data.</summary>
internal static class DatabaseStart
{
    public static async Task PrepareDatabaseAsync(this WebApplication app, bool demonstration)
    {
        var stop = app.Lifetime.ApplicationStopping;
        await app.Services.GetRequiredService<PortalStore>().MigrateAsync(
            () => demonstration ? ActivatorUtilities.CreateInstance<DemonstrationData>(app.Services).FillAsync(stop) : Task.CompletedTask,
            stop);
    }
}
