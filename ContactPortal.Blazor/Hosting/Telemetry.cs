using ContactPortal.Domain;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ContactPortal.Blazor.Hosting;

/// <summary>Metrics, traces and logs over OTLP, by OpenTelemetry's standard variables; nothing is collected without an endpoint.</summary>
internal static class Telemetry
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string BlazorMeters = "Microsoft.AspNetCore.Components*";

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration[Endpoint]))
            return;

        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(PortalMeter.Name))
            .WithMetrics(
                metrics => metrics.AddAspNetCoreInstrumentation().AddRuntimeInstrumentation().AddMeter(PortalMeter.Name, BlazorMeters))
            .WithTracing(traces => traces.AddAspNetCoreInstrumentation())
            .WithLogging()
            .UseOtlpExporter();
    }
}
