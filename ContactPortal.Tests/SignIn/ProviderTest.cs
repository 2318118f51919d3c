using System.Net;
using ContactPortal.Blazor;
using ContactPortal.Domain.Access;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Storage;
using ContactPortal.Tests.Builders;
using ContactPortal.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContactPortal.Tests.SignIn;

/// <summary>Base of tests of sign-ins at a provider: a portal on a copy of the demonstration database, with the test's clock.</summary>
public abstract class ProviderTest(SeededDatabase seeded, IdentityProvider provider) : IAsyncLifetime
{
    protected const string CvrClaim = "https://data.gov.dk/model/core/eid/professional/cvr";
    protected const string RidClaim = "https://data.gov.dk/model/core/eid/professional/rid";
    protected const string UuidClaim = "https://data.gov.dk/model/core/eid/professional/uuid/persistent";
    protected const string CvrOfAgency = "55568510";

    protected static readonly string CvrOfAarhus = Municipalities.Find(Aarhus)!.Cvr;
    protected static readonly string CvrOfRoskilde = Municipalities.Find(Roskilde)!.Cvr;

    private PortalFolder folder = null!;

    /// <summary>The claims of somebody from Aarhus whom the directory does not know.</summary>
    protected static (string, string)[] Pia =>
        [("sub", "pia"), ("name", "Pia Lind"), ("email", "pia@aarhus.example"), (CvrClaim, CvrOfAarhus)];

    protected static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    /// <summary>The portal.</summary>
    protected PortalHost Portal { get; private set; } = null!;

    /// <summary>The portal's clock.</summary>
    protected WaitSignallingClock Clock { get; } = new();

    /// <summary>The issuer of the provider's tokens.</summary>
    protected string Issuer => provider.Issuer;

    /// <summary>The service of access requests.</summary>
    protected AccessRequestService Requests => Portal.Services.GetRequiredService<AccessRequestService>();

    public async ValueTask InitializeAsync()
    {
        folder = await PortalFolder.OfAsync(seeded);
        Portal = Host(new()
        {
            ["SignIn:Authority"] = provider.Issuer,
            ["SignIn:ClientId"] = IdentityProvider.ClientId,
            ["SignIn:ClientSecret"] = IdentityProvider.ClientSecret,
            [$"SignIn:Organisations:{CvrOfAgency}"] = "0",
        });
        await provider.ClearRequestsAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Portal.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>Replaces the portal by one with other settings beside the provider's, on the same database.</summary>
    protected async Task RestartWithAsync(string key, string value)
    {
        var settings = new Dictionary<string, string?>(Portal.Settings) { [key] = value };
        await Portal.DisposeAsync();
        Portal = Host(settings);
    }

    /// <summary>Starts a portal with those settings alone on the same database; the caller disposes it.</summary>
    protected PortalHost Host(Dictionary<string, string?> settings)
    {
        var host = new PortalHost
        {
            DatabaseFile = folder.DatabaseFile, Settings = settings,
            ConfigureServices = services => services.AddSingleton<TimeProvider>(Clock),
        };
        host.Start();
        return host;
    }

    /// <summary>Adds a person to the directory; returns the actor.</summary>
    protected async Task<Actor> AddAsync(PersonBuilder builder)
    {
        Person person = builder;
        await Portal.People.ImportAsync(person.Organisation, [person], CancellationToken);
        return (await Portal.People.ActorAsync(
            person.Id, person.Organisation == OrganisationCode.Agency ? Aarhus : person.Organisation, CancellationToken))!;
    }

    /// <summary>Takes the role from every local administrator of Aarhus.</summary>
    protected async Task DismissAllAsync()
    {
        await using var db = await Portal.Services.GetRequiredService<PortalDatabase>().OpenReadAllAsync(CancellationToken);
        await db.Persons.Where(p => p.Organisation == Aarhus).ExecuteUpdateAsync(
            p => p.SetProperty(x => x.IsLocalAdministrator, false), CancellationToken);
    }

    /// <summary>Signs in with those claims in a browser of its own, and asserts on which page that ends.</summary>
    private protected async Task<PortalClient> SignInAsync(string lands, params (string, string)[] claims)
    {
        var browser = new PortalClient(Portal);
        await SignInAsync(browser, lands, claims);
        return browser;
    }

    private protected async Task SignInAsync(PortalClient browser, string lands, params (string, string)[] claims)
    {
        await provider.SetSignInAsync(claims);
        Assert.Equal(lands, (await FollowAsync(browser, PortalUrls.SignInStart)).AbsolutePath);
    }

    /// <summary>Sets the claims of the next sign-in.</summary>
    protected Task SetSignInAsync(params (string, string)[] claims) => provider.SetSignInAsync(claims);

    /// <summary>Follows the redirects of the portal and the provider; returns the address where they end.</summary>
    private protected async Task<Uri> FollowAsync(PortalClient browser, string address, Func<Uri, bool>? stop = null)
    {
        var at = new Uri(new(Portal.Address), address);
        while (stop?.Invoke(at) != true)
        {
            using var answer = await browser.Http.GetAsync(at, CancellationToken);
            if (answer.Headers.Location is not { } next)
                return at;
            at = new(at, next);
        }

        return at;
    }

    /// <summary>Sends the form of the waiting page, and returns the page that follows.</summary>
    private protected static async Task<string> AskAsync(PortalClient browser)
    {
        var page = await browser.Http.GetStringAsync(PortalUrls.SignInUnknown, CancellationToken);
        using var answer = await browser.PostAsync(page, PortalUrls.AccessRequest);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(PortalUrls.SignInUnknown, new Uri(new(browser.Address), answer.Headers.Location!).AbsolutePath);
        return await browser.ReadAsync(PortalUrls.SignInUnknown);
    }

    /// <summary>The open requests of an organisation.</summary>
    protected async Task<IReadOnlyList<AccessRequest>> OpenRequestsAsync(OrganisationCode organisation)
    {
        await using var db = await Portal.Services.GetRequiredService<PortalDatabase>().OpenReadAllAsync(CancellationToken);
        return await db.AccessRequests.AsNoTracking()
            .Where(r => r.Organisation == organisation && r.AnsweredAt == null && r.Issuer == Issuer).ToListAsync(CancellationToken);
    }

    /// <summary>The person with identifiers; null when there is none.</summary>
    protected async Task<Person?> FindAsync(OrganisationCode organisation, Guid id)
    {
        await using var db = await Portal.Services.GetRequiredService<PortalDatabase>().OpenReadAllAsync(CancellationToken);
        return await db.Persons.AsNoTracking().SingleOrDefaultAsync(p => p.Organisation == organisation && p.Id == id, CancellationToken);
    }
}
