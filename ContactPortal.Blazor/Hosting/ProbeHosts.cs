using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Hosting;

/// <summary>
/// Exempts health probes from AllowedHosts: monitors and load balancers call a process by its address. Runs before the framework's filter,
/// and shows it an allowed name in place of the address; the answers of probes contain no name.
/// </summary>
internal sealed class ProbeHosts(IOptionsMonitor<HostFilteringOptions> filtering) : IStartupFilter
{
    private const string Wildcard = "*";

    public static void Add(IServiceCollection services) =>
        services.Insert(0, ServiceDescriptor.Transient<IStartupFilter, ProbeHosts>());

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((http, rest) =>
        {
            if (HttpPipeline.IsHealth(http) && filtering.CurrentValue.AllowedHosts is [var first, ..])
                http.Request.Host = new(first.Replace(Wildcard, "health", StringComparison.Ordinal));
            return rest(http);
        });
        next(app);
    };
}
