using System.Net.Mime;
using ContactPortal.Domain.Mail;
using ContactPortal.Domain.Storage;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ContactPortal.Blazor.Hosting;

/// <summary>Health checks: liveness (the process responds) and readiness (its database is available too).</summary>
internal static class Health
{
    private const string Ready = "ready";

    /// <summary>In bytes; a save, its write-ahead log and a large delivery need less.</summary>
    private const long LeastSpace = 64L << 20;
    private const long LowSpace = 512L << 20;

    public static void AddHealth(this WebApplicationBuilder builder) =>
        builder.Services.AddSingleton<DiskSpace>().AddHealthChecks()
            .AddCheck<DatabaseCheck>("database", tags: [Ready])
            .AddCheck<DiskCheck>("disk", tags: [Ready])
            .AddCheck<MailCheck>("mail", tags: [Ready]);

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks(PortalUrls.Live, new HealthCheckOptions
        {
            Predicate = _ => false,
            ResponseWriter = (http, report) => http.Response.WriteAsync($"{report.Status} {PortalVersion.Text}"),
        }).AllowAnonymous();
        app.MapHealthChecks(PortalUrls.Ready, new HealthCheckOptions
        {
            Predicate = check => check.Tags.Contains(Ready), ResponseWriter = WriteAsync,
        }).AllowAnonymous();
    }

    private static Task WriteAsync(HttpContext http, HealthReport report)
    {
        http.Response.ContentType = MediaTypeNames.Text.Plain;
        return http.Response.WriteAsync(string.Join(
            '\n', report.Entries.Values.Select(entry => entry.Description).OfType<string>().Prepend($"{report.Status}")));
    }

    /// <summary>Degraded, which is answered with 200, since pages work without mails.</summary>
    private sealed class MailCheck(MailHealth mails) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(mails.IsAlarming ? HealthCheckResult.Degraded("Mails can not be sent.") : HealthCheckResult.Healthy());
    }

    private sealed class DatabaseCheck(PortalDatabase database) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            !await database.CanConnectAsync(cancellationToken) ? HealthCheckResult.Unhealthy("The database does not answer.")
            : !await database.CanWriteAsync(cancellationToken) ? HealthCheckResult.Unhealthy("The disk of the database is full.")
            : HealthCheckResult.Healthy();
    }

    /// <summary>A SQLite database on a full disk answers queries, and refuses every save.</summary>
    private sealed class DiskCheck(DatabaseFile database, DiskSpace disks) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            var free = database.Folder is null ? long.MaxValue : disks.FreeIn(database.Folder);
            return Task.FromResult(free switch
            {
                < LeastSpace => HealthCheckResult.Unhealthy("The disk of the database is full."),
                < LowSpace => HealthCheckResult.Degraded("The disk of the database is almost full."),
                _ => HealthCheckResult.Healthy(),
            });
        }
    }
}
