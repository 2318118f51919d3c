using System.Net;
using ContactPortal.Blazor;

namespace ContactPortal.Tests.Hosting;

/// <summary>An HTTP client of the portal that keeps cookies and follows no redirects.</summary>
public sealed class PlainClient : IDisposable
{
    private readonly HttpClient client;

    public PlainClient(PortalHost portal) => client = portal.Client();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    /// <summary>Creates a client signed in as that persona.</summary>
    public static async Task<PlainClient> OfAsync(PortalHost portal, string persona)
    {
        var session = new PlainClient(portal);
        var answer = await session.PostAsync(PortalUrls.SignIn, ("persona", await session.KeyOfAsync(persona)));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return session;
    }

    public Task<HttpResponseMessage> GetAsync(string address) => client.GetAsync(new Uri(address, UriKind.Relative), CancellationToken);

    public async Task<string> ReadAsync(string address) => WebUtility.HtmlDecode(await (await GetAsync(address)).Content.ReadAsStringAsync(CancellationToken));

    /// <summary>Posts a form with a valid antiforgery token.</summary>
    public async Task<HttpResponseMessage> PostAsync(string address, params (string Name, string Value)[] fields)
    {
        var page = await (await GetAsync(PortalUrls.PersonalData)).Content.ReadAsStringAsync(CancellationToken);
        return await PostWithoutTokenAsync(address, [("__RequestVerificationToken", PortalClient.TokenIn(page)), .. fields]);
    }

    public async Task<HttpResponseMessage> PostWithoutTokenAsync(string address, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await client.PostAsync(new Uri(address, UriKind.Relative), form, CancellationToken);
    }

    /// <summary>The form value of the persona's button on the sign-in page.</summary>
    public async Task<string> KeyOfAsync(string persona) => PersonaKeys.Of(await (await GetAsync(PortalUrls.SignIn)).Content.ReadAsStringAsync(CancellationToken), persona);

    public void Dispose() => client.Dispose();
}
