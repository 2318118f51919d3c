using ContactPortal.Blazor.Hosting;
using ContactPortal.Blazor.Layout;
using ContactPortal.Blazor.SignIn;
using ContactPortal.Tests.Architecture;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ContactPortal.Tests.Hosting;

/// <summary>What the portal finds wrong with its settings when it starts, found without starting it.</summary>
internal static class StartValidation
{
    /// <summary>Validates the settings as the start of a host does; says what is wrong with them.</summary>
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
