using ContactPortal.Blazor.Hosting;
using ContactPortal.Blazor.Layout;
using ContactPortal.Blazor.SignIn;
using ContactPortal.Tests.Architecture;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ContactPortal.Tests.Hosting;

/// <summary>Runs the start-up validation of the portal's settings without starting it.</summary>
internal static class StartValidation
{
    /// <summary>Validates the settings as a host's start does; returns the exception as text.</summary>
    public static string RefusalOf(string environment, IReadOnlyDictionary<string, string?> settings)
    {
        var portal = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            EnvironmentName = environment, ContentRootPath = Path.Combine(Sources.Root, "ContactPortal.Blazor"),
        });
        portal.Configuration["ConnectionStrings:Portal"] = "Data Source=portal.db";
        portal.Configuration.AddInMemoryCollection(settings);
        portal.AddHttpPipeline();
        portal.AddPortal();
        portal.AddSignIn();
        portal.AddPortalUi();
        using var services = portal.Services.BuildServiceProvider();
        return Assert.ThrowsAny<Exception>(services.GetRequiredService<IStartupValidator>().Validate).ToString();
    }
}
