using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ContactPortal.Blazor;
using ContactPortal.Domain.Organisations;
using ContactPortal.Domain.Persons;
using ContactPortal.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace ContactPortal.Tests.Scim;

/// <summary>A municipality's own directory over HTTP: sends requests with a token, and reads the answers.</summary>
internal sealed class ScimClient(PortalHost portal, string? token) : IDisposable
{
    public const string Extension = "urn:ietf:params:scim:schemas:extension:ContactPortal:2.0:User";

    private readonly HttpClient http = portal.Client();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    /// <summary>Makes a credential of the municipality, and a client with it.</summary>
    public static async Task<ScimClient> OfAsync(PortalHost portal, OrganisationCode municipality, string name = "Entra ID")
    {
        var administrators = await portal.People.LocalAdministratorsAsync(AnActor().In(municipality), CancellationToken);
        var administrator = (await portal.People.ActorAsync(administrators[0].Id, municipality, CancellationToken))!;
        var made = Assert.IsType<CredentialOutcome.Created>(
            await portal.Services.GetRequiredService<ProvisioningCredentials>().CreateAsync(administrator, name, CancellationToken));
        return new(portal, made.Token);
    }

    public Task<ScimAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<ScimAnswer> FilterAsync(string filter) => GetAsync($"Users?filter={Uri.EscapeDataString(filter)}");

    public Task<ScimAnswer> PostAsync(string body) => SendAsync(HttpMethod.Post, "Users", body);

    public Task<ScimAnswer> PutAsync(string id, string body) => SendAsync(HttpMethod.Put, $"Users/{id}", body);

    /// <summary>Sends the operations of a PATCH.</summary>
    public Task<ScimAnswer> PatchAsync(string id, string operations) => SendAsync(
        HttpMethod.Patch, $"Users/{id}",
        $$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[{{operations}}]}""");

    public Task<ScimAnswer> DeleteAsync(string id) => SendAsync(HttpMethod.Delete, $"Users/{id}");

    public async Task<ScimAnswer> SendAsync(HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri($"{PortalUrls.Scim}/{path}", UriKind.Relative));
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/scim+json"));
        using var answer = await http.SendAsync(request, CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(CancellationToken);
        if (answer.StatusCode != HttpStatusCode.NoContent)
            Assert.Equal("application/scim+json", answer.Content.Headers.ContentType?.MediaType);
        return new(
            answer.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement, answer.Headers.Location?.ToString());
    }

    public void Dispose() => http.Dispose();
}
