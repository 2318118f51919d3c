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

    /// <summary>
    /// Whether the database answers and can be written. A full disk is known on both databases by a save that failed for want of space;
    /// beside a SQLite database the free space tells it before.
    /// </summary>
    private sealed class DatabaseCheck(PortalDatabase database, DatabaseFile file, DiskSpace disks) : IHealthCheck
    {
        private static readonly HealthCheckResult Full = HealthCheckResult.Unhealthy("The disk of the database is full.");

        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            if (!await database.CanConnectAsync(cancellationToken))
                return HealthCheckResult.Unhealthy("The database does not answer.");
            if (!await database.CanWriteAsync(cancellationToken))
                return Full;
            return (file.Folder is null ? long.MaxValue : disks.FreeIn(file.Folder)) switch
            {
                < LeastSpace => Full,
                < LowSpace => HealthCheckResult.Degraded("The disk of the database is almost full."),
                _ => HealthCheckResult.Healthy(),
            };
        }
    }
}
