using System.Net;
using ContactPortal.Blazor;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Storage;
using ContactPortal.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ContactPortal.Tests.SignIn;

/// <summary>Base of tests of a portal whose provider answers what the test determines.</summary>
public abstract class ScriptedProviderTest(SeededDatabase seeded) : IAsyncLifetime
{
    private protected const string Cvr = "https://data.gov.dk/model/core/eid/professional/cvr";
    private protected const string Rid = "https://data.gov.dk/model/core/eid/professional/rid";

    private PortalFolder folder = null!;

    private protected static readonly string CvrOfAarhus = Domain.Organisations.Municipalities.Find(Aarhus)!.Cvr;

    protected static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    protected ScriptedProvider Provider { get; private set; } = null!;

    protected PortalHost Portal { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        folder = await PortalFolder.OfAsync(seeded);
        Provider = await ScriptedProvider.StartAsync();
        Portal = new()
        {
            DatabaseFile = folder.DatabaseFile,
            Settings =
            {
                ["SignIn:Authority"] = Provider.Issuer, ["SignIn:ClientId"] = ScriptedProvider.ClientId,
                ["SignIn:ClientSecret"] = ScriptedProvider.ClientSecret,
            },
        };
        Portal.Start();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Portal.DisposeAsync();
        await Provider.DisposeAsync();
        folder.Dispose();
    }

    /// <summary>Stops the provider; <see cref="StartProviderAgainAsync"/> starts one at the same address.</summary>
    protected ValueTask StopProviderAsync() => Provider.DisposeAsync();

    protected async Task StartProviderAgainAsync() => Provider = await ScriptedProvider.StartAsync(Provider.Issuer);

    /// <summary>Adds a person of Aarhus, as whom the next sign-in is.</summary>
    protected async Task<Person> ExpectAsync(string subject, string? sid = null)
    {
        Person person = APerson().In(Aarhus).WithRid(DemonstrationPortal.NewRid());
        await Portal.People.ImportAsync(Aarhus, [person], CancellationToken);
        ExpectAgain(person, subject, sid);
        return person;
    }

    /// <summary>The next sign-in is that of a person who was added before.</summary>
    protected void ExpectAgain(Person person, string subject, string? sid = null)
    {
        Provider.Claims = new() { ["sub"] = subject, [Cvr] = CvrOfAarhus, [Rid] = person.Rid.Digits };
        if (sid is not null)
            Provider.Claims["sid"] = sid;
    }

    private protected async Task<PortalClient> SignInAsync(string lands = PortalUrls.Contacts)
    {
        var browser = new PortalClient(Portal);
        var at = (await FollowAsync(browser, PortalUrls.SignInStart)).AbsolutePath;
        var warnings = Portal.Log.Lines.Where(line => line.Level >= LogLevel.Warning).Select(line => line.Text);
        Assert.True(at == lands, $"{at}: {string.Join('\n', warnings)}");
        return browser;
    }

    /// <summary>Follows the redirects of the portal and the provider; returns the address where they end, or the first that fits.</summary>
    private protected async Task<Uri> FollowAsync(PortalClient browser, string address, Func<Uri, bool>? stop = null)
    {
        var at = new Uri(new(Portal.Address), address);
        while (stop?.Invoke(at) != true)
        {
            using var answer = await browser.Http.GetAsync(at, CancellationToken);
            if (answer.Headers.Location is not { } next)
            {
                Assert.NotEqual(HttpStatusCode.InternalServerError, answer.StatusCode);
                return at;
            }

            at = new(at, next);
        }

        return at;
    }

    /// <summary>The numbers of rows about ended sessions, and about sessions at the provider.</summary>
    protected async Task<(int Revoked, int AtProvider)> CountSessionsAsync()
    {
        await using var db = await Portal.Services.GetRequiredService<PortalDatabase>().OpenReadAllAsync(CancellationToken);
        return (await db.RevokedSessions.CountAsync(CancellationToken), await db.ProviderSessions.CountAsync(CancellationToken));
    }

    /// <summary>Whether a sign-in was bound to the person.</summary>
    protected async Task<bool> IsBoundAsync(Person person)
    {
        await using var db = await Portal.Services.GetRequiredService<PortalDatabase>().OpenReadAllAsync(CancellationToken);
        return await db.PersonIdentifiers.AnyAsync(
            i => i.PersonId == person.Id && i.Kind == PersonIdentifierKind.Subject, CancellationToken);
    }
}
