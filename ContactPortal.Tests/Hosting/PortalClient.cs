using System.Net;
using System.Security.Claims;
using System.Text.RegularExpressions;
using ContactPortal.Blazor;
using ContactPortal.Blazor.SignIn;
using ContactPortal.Domain.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PortalSession = ContactPortal.Blazor.Sessions.Session;

namespace ContactPortal.Tests.Hosting;

/// <summary>An HTTP client of the portal with its own cookies, forms, and live pages over the circuit protocol.</summary>
internal sealed partial class PortalClient : IDisposable
{
    private readonly PortalHost? portal;

    public PortalClient(PortalHost portal, string? address = null)
        : this(address ?? portal.Address, portal)
    {
    }

    /// <summary>A client that knows only the portal's address, and signs in with the form.</summary>
    public PortalClient(string address)
        : this(address, portal: null)
    {
    }

    private PortalClient(string address, PortalHost? portal)
    {
        (this.portal, Address) = (portal, address);
        Http = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            CookieContainer = Cookies,
            SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => portal?.Certificate?.Equals(shown) == true },
        })
        { BaseAddress = new(Address) };
    }

    /// <summary>The address for requests: that of the portal whose keys sign the cookies, or of another process on its database.</summary>
    public string Address { get; }

    public CookieContainer Cookies { get; } = new();

    public HttpClient Http { get; }

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    /// <summary>Creates a client signed in as that person, with a cookie as the portal itself would issue it.</summary>
    public static PortalClient SignedIn(PortalHost portal, Actor actor, PortalSession? session = null) => In(new(portal), actor, session);

    /// <summary>The same at another process on the portal's database.</summary>
    public static PortalClient SignedIn(PortalHost portal, Actor actor, string address) => In(new(portal, address), actor, session: null);

    /// <summary>Creates a client that has signed in as that persona with the form.</summary>
    public static async Task<PortalClient> SignedInAsync(PortalHost portal, string persona)
    {
        var client = new PortalClient(portal);
        await client.SignInAsync(persona);
        return client;
    }

    /// <summary>Replaces the cookie with one of that person's session.</summary>
    public void SignInAs(Actor actor, PortalSession session) =>
        SignInAs(actor.ToPrincipal(CookieAuthenticationDefaults.AuthenticationScheme, session));

    /// <summary>Replaces the cookie with one that has those claims.</summary>
    public void SignInAs(ClaimsPrincipal principal)
    {
        const string scheme = CookieAuthenticationDefaults.AuthenticationScheme;
        var cookie = portal!.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(scheme);
        var now = portal.Now;
        var ticket = new AuthenticationTicket(principal, new() { IssuedUtc = now, ExpiresUtc = now + cookie.ExpireTimeSpan }, scheme);
        Cookies.Add(
            new Uri(Address),
            new Cookie(cookie.Cookie.Name!, cookie.TicketDataFormat.Protect(ticket), "/") { Secure = portal.Certificate is not null });
    }

    /// <summary>Signs in as a persona with the form.</summary>
    public async Task SignInAsync(string persona)
    {
        var page = await Http.GetStringAsync(PortalUrls.SignIn, CancellationToken);
        using var answer = await PostAsync(page, PortalUrls.SignIn, ("persona", PersonaKeys.Of(page, persona)));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(PortalUrls.Front, answer.Headers.Location?.ToString());
    }

    /// <summary>Posts a form with the antiforgery token of that page.</summary>
    public Task<HttpResponseMessage> PostAsync(string page, string action, params (string Name, string Value)[] fields) =>
        Http.PostAsync(
            action,
            new FormUrlEncodedContent(
                [new("__RequestVerificationToken", TokenIn(page)), .. fields.Select(f => KeyValuePair.Create(f.Name, f.Value))]),
            CancellationToken);

    /// <summary>Posts a form with an antiforgery token that is fetched for it.</summary>
    public async Task<HttpResponseMessage> PostFormAsync(string action, params (string Name, string Value)[] fields) =>
        await PostAsync(await Http.GetStringAsync(PortalUrls.PersonalData, CancellationToken), action, fields);

    public async Task<HttpResponseMessage> PostWithoutTokenAsync(string action, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await Http.PostAsync(action, form, CancellationToken);
    }

    /// <summary>The form value of the persona's button on the sign-in page.</summary>
    public async Task<string> KeyOfAsync(string persona) =>
        PersonaKeys.Of(await Http.GetStringAsync(PortalUrls.SignIn, CancellationToken), persona);

    public Task<HttpResponseMessage> GetAsync(string path) => Http.GetAsync(path, CancellationToken);

    /// <summary>The text of a page or file, whatever the status of the answer.</summary>
    public async Task<string> ReadAsync(string path)
    {
        using var answer = await GetAsync(path);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(CancellationToken));
    }

    /// <summary>Whether Kontakter opens instead of redirecting to the sign-in.</summary>
    public async Task<bool> IsSignedInAsync()
    {
        using var answer = await GetAsync(PortalUrls.Contacts);
        return answer.StatusCode == HttpStatusCode.OK;
    }

    /// <summary>Opens a live page and starts its circuit.</summary>
    public async Task<CircuitClient> OpenAsync(string path = PortalUrls.Contacts, Action<string>? handler = null, CircuitPage? page = null)
    {
        var html = await Http.GetStringAsync(path, CancellationToken);
        handler?.Invoke(html);
        var circuit = CreateCircuitClient(handler, page);
        await circuit.StartAsync(path, html);
        return circuit;
    }

    /// <summary>Creates a circuit client with this client's cookies.</summary>
    public CircuitClient CreateCircuitClient(Action<string>? handler = null, CircuitPage? page = null) =>
        new(Address, Cookies, handler) { Page = page };

    public void Dispose() => Http.Dispose();

    private static PortalClient In(PortalClient client, Actor actor, PortalSession? session)
    {
        client.SignInAs(actor, session ?? PortalSession.BeginAt(client.portal!.Now));
        return client;
    }

    public static string TokenIn(string page) => Token().Match(page).Groups[1].Value;

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
