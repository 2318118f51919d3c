using System.Net;
using ContactPortal.Blazor;
using ContactPortal.Domain.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ContactPortal.Tests.Hosting;

/// <summary>Clients of the API are programs: every failure is problem details, never a page.</summary>
public sealed class ApiProblemTests(SeededDatabase seeded)
{
    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Development")]
    [InlineData("Production")]
    public async Task FailureUnderTheApi_OfAnyKind_IsProblemDetails(string environment)
    {
        using var folder = await PortalFolder.OfAsync(seeded);
        using var certificate = SelfSigned.Certificate();
        await using var portal = new PortalHost
        {
            DatabaseFile = folder.DatabaseFile, Environment = environment,
            Settings = new(ReportingSystem.Settings) { [$"Api:Clients:{ReportingSystem.Name}:Scopes:0"] = ReportingSystem.Scope },
            Certificate = environment == Environments.Production ? certificate : null,
        };
        portal.Start();
        using var system = new ReportingSystem(portal);
        using var notFound = await system.GetAsync(new Uri("/api/nowhere", UriKind.Relative));
        await AssertProblemAsync(notFound, HttpStatusCode.Unauthorized);
        using var otherMethod = await system.GetAsync(new Uri(PortalUrls.ApiBounces, UriKind.Relative));
        Assert.Equal("application/problem+json", otherMethod.Content.Headers.ContentType?.MediaType);

        await using (var db = await portal.Services.GetRequiredService<PortalDatabase>().OpenReadAllAsync(CancellationToken))
            await db.Database.ExecuteSqlRawAsync("DROP TABLE \"DeliveryErrors\"", CancellationToken);
        await using (var db = await portal.Services.GetRequiredService<PortalDatabase>().OpenReadAllAsync(CancellationToken))
            await db.Database.ExecuteSqlRawAsync("DROP TABLE \"Deliveries\"", CancellationToken);
        using var broken = await system.GetStatusAsync(101, "x");
        await AssertProblemAsync(broken, HttpStatusCode.InternalServerError);
        Assert.NotEmpty(portal.Log.Errors);
    }

    private static async Task AssertProblemAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        Assert.Equal((status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.DoesNotContain("<html", await answer.Content.ReadAsStringAsync(CancellationToken), StringComparison.OrdinalIgnoreCase);
    }
}
