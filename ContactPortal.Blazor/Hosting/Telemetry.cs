using ContactPortal.Domain;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ContactPortal.Blazor.Hosting;

/// <summary>Figures, traces and logs over OTLP, by OpenTelemetry's standard variables; without an endpoint nothing is collected.</summary>
internal static class Telemetry
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string OpenPages = "Microsoft.AspNetCore.Components*";

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration[Endpoint]))
            return;

        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(PortalMeter.Name))
            .WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation().AddRuntimeInstrumentation().AddMeter(PortalMeter.Name, OpenPages))
            .WithTracing(traces => traces.AddAspNetCoreInstrumentation())
            .WithLogging()
            .UseOtlpExporter();
    }
}
