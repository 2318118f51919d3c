using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using ContactPortal.Blazor;
using ContactPortal.Domain.Deliveries;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ContactPortal.Tests.Hosting;

/// <summary>A reporting system over HTTP; its tokens are signed by a key in the portal's settings, as by "dotnet user-jwts".</summary>
internal sealed class ReportingSystem(HttpClient client) : IDisposable
{
    public const string Name = "amfora-system";
    public const string Audience = "contactportal";
    public const string Scope = "deliveries";
    private const string Issuer = "tests";
    private const string Bearer = "Authentication:Schemes:Bearer";
    private const string NoLimit = "1000000";

    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);

    public ReportingSystem(PortalHost portal)
        : this(portal.Client())
    {
    }

    /// <summary>Creates one for the process at that address.</summary>
    public ReportingSystem(string address)
        : this(new HttpClient { BaseAddress = new(address) })
    {
    }

    /// <summary>The settings with which a portal accepts its tokens and does not limit its requests.</summary>
    public static Dictionary<string, string?> Settings => new()
    {
        [$"{Bearer}:ValidIssuer"] = Issuer,
        [$"{Bearer}:ValidAudiences:0"] = Audience,
        [$"{Bearer}:SigningKeys:0:Issuer"] = Issuer,
        [$"{Bearer}:SigningKeys:0:Value"] = Convert.ToBase64String(Key),
        ["RateLimits:Api"] = NoLimit,
    };

    /// <summary>The bearer token of its requests; null for none.</summary>
    public string? Token { get; set; } = TokenWith();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    /// <summary>Creates a token, valid unless an argument makes it invalid.</summary>
    public static string TokenWith(
        string scope = $"other {Scope}", string audience = Audience, string issuer = Issuer, byte[]? key = null, TimeSpan? endsIn = null,
        string name = Name) =>
        TokenWithScopeIn("scope", scope, audience, issuer, key, endsIn, name);

    /// <summary>Creates a token with a scope in that claim.</summary>
    public static string TokenWithScopeIn(
        string claim, object scope, string audience = Audience, string issuer = Issuer, byte[]? key = null, TimeSpan? endsIn = null,
        string name = Name)
    {
        // The machine's clock: the check of tokens goes by it.
        var end = DateTime.UtcNow + (endsIn ?? TimeSpan.FromHours(1));
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            IssuedAt = end.AddHours(-2),
            NotBefore = end.AddHours(-2),
            Expires = end,
            Claims = new Dictionary<string, object> { ["sub"] = name, [claim] = scope },
            SigningCredentials = new(new SymmetricSecurityKey(key ?? Key), SecurityAlgorithms.HmacSha256),
        });
    }

    public Task<HttpResponseMessage> PostAsync(ReportedDelivery delivery) =>
        PostAsync(JsonContent.Create(delivery, options: JsonSerializerOptions.Web));

    public Task<HttpResponseMessage> PostAsync(HttpContent body) =>
        SendAsync(new(HttpMethod.Post, PortalUrls.ApiDeliveries) { Content = body });

    public Task<HttpResponseMessage> GetAsync(Uri address) => SendAsync(new(HttpMethod.Get, address));

    /// <summary>Gets the status of a delivery.</summary>
    public Task<HttpResponseMessage> GetStatusAsync(int organisation, string deliveryId) => SendAsync(new(
        HttpMethod.Get, string.Create(
            CultureInfo.InvariantCulture,
            $"{PortalUrls.ApiDeliveries}?organisation={organisation}&deliveryId={Uri.EscapeDataString(deliveryId)}")));

    /// <summary>Posts a delivery, asserts that it was created, and returns its number.</summary>
    public async Task<long> StoredAsync(ReportedDelivery delivery)
    {
        using var answer = await PostAsync(delivery);
        Assert.Equal(System.Net.HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(CancellationToken)).GetProperty("number").GetInt64();
    }

    public void Dispose() => client.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        using (request)
        {
            request.Headers.Authorization = Token is null ? null : new AuthenticationHeaderValue("Bearer", Token);
            return await client.SendAsync(request, CancellationToken);
        }
    }
}
