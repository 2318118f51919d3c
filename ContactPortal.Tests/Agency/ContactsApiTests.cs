using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ContactPortal.Blazor;
using ContactPortal.Blazor.Api;
using ContactPortal.Domain.Agency;
using ContactPortal.Domain.Storage;
using ContactPortal.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContactPortal.Tests.Agency;

/// <summary>Contacts and coverage for the agency's own systems, over HTTP (A1, A2).</summary>
public sealed class ContactsApiTests : IDisposable
{
    private const string System = "journalsystem";
    private const string Purpose = "Sp%C3%B8rgsm%C3%A5l til indberetning";

    private readonly string folder = Directory.CreateTempSubdirectory("contactportal-contacts-").FullName;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public void Dispose() => TemporaryFolder.Remove(folder);

    [Fact]
    public async Task Contacts_ReadWithAPurpose_AreNotedUntilTheyAreKnown()
    {
        await using var host = await HostAsync();
        using var client = host.Client();
        using var answer = await GetAsync(client, $"{PortalUrls.ApiContacts}?organisation=751&type=AMFORA");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var contact = Assert.Single((await JsonOf(answer)).GetProperty("contacts").EnumerateArray());
        Assert.Equal(
            ("Søren Gård", 751, "Aarhus", "+4528123456"),
            (contact.GetProperty("name").GetString(), contact.GetProperty("organisation").GetInt32(),
                contact.GetProperty("municipality").GetString(), contact.GetProperty("mobile").GetString()));
        Assert.Equal(JsonValueKind.Null, contact.GetProperty("phone").ValueKind);
        Assert.Equal(["lacksRight"], contact.GetProperty("problems").EnumerateArray().Select(p => p.GetString()));
        Assert.Equal([(System, LookUpKind.Api, "Spørgsmål til indberetning")], await NotedAsync(host));

        using var again = await GetAsync(
            client, $"{PortalUrls.ApiContacts}?organisation=751&type=AMFORA", known: answer.Headers.ETag);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Single(await NotedAsync(host));
        using var none = await GetAsync(client, $"{PortalUrls.ApiContacts}?organisation=751&type=RESULTAT", known: answer.Headers.ETag);
        Assert.Empty((await JsonOf(none)).GetProperty("contacts").EnumerateArray());
    }

    [Theory]
    [InlineData("?organisation=751", null, "Lookup-Purpose")]
    [InlineData("?organisation=751", "%20", "Lookup-Purpose")]
    [InlineData("?organisation=999", Purpose, "organisation")]
    [InlineData("?organisation=0", Purpose, "organisation")]
    [InlineData("?type=BREVE", Purpose, "type")]
    public async Task Contacts_AskedForWrongly_AreRefusedWithTheReason(string query, string? purpose, string field)
    {
        await using var host = await HostAsync();
        using var client = host.Client();
        using var answer = await GetAsync(client, PortalUrls.ApiContacts + query, purpose);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(field, Assert.Single((await JsonOf(answer)).GetProperty("errors").EnumerateObject()).Name);
        Assert.Empty(await NotedAsync(host));
    }

    [Fact]
    public async Task Coverage_OfAllMunicipalities_NamesTheGaps()
    {
        await using var host = await HostAsync();
        using var client = host.Client();
        using var answer = await GetAsync(client, PortalUrls.ApiCoverage, purpose: null);
        var municipalities = (await JsonOf(answer)).GetProperty("municipalities").EnumerateArray().ToList();
        Assert.Equal(98, municipalities.Count);
        var aarhus = municipalities.Single(m => m.GetProperty("name").GetString() == "Aarhus");
        Assert.Equal(
            ["nobodyResponsible RAADIGHED", "nobodyResponsible RESULTAT", "contactLacksRight ", "noAdministrator "],
            aarhus.GetProperty("gaps").EnumerateArray().Where(g => g.GetProperty("kind").GetString() != "deliveryLate").Select(
                g => $"{g.GetProperty("kind").GetString()} {g.GetProperty("type").GetString()}"));
        using var again = await GetAsync(client, PortalUrls.ApiCoverage, known: answer.Headers.ETag);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Fact]
    public async Task Client_ListedForOtherMunicipalities_ReadsThoseAlone()
    {
        await using var host = await HostAsync(new() { [$"Api:Clients:{System}:Municipalities:0"] = $"{Roskilde.Value}" });
        using var client = host.Client();
        using var contacts = await GetAsync(client, PortalUrls.ApiContacts);
        Assert.Empty((await JsonOf(contacts)).GetProperty("contacts").EnumerateArray());
        using var coverage = await GetAsync(client, PortalUrls.ApiCoverage);
        Assert.Equal(
            Roskilde.Value,
            Assert.Single((await JsonOf(coverage)).GetProperty("municipalities").EnumerateArray()).GetProperty("organisation").GetInt32());
    }

    [Theory]
    [InlineData(ApiScopes.Deliveries)]
    [InlineData(ApiScopes.Bounces)]
    public async Task TokenWithAnotherScope_IsRefused(string scope)
    {
        await using var host = await HostAsync();
        using var client = host.Client();
        foreach (var address in new[] { PortalUrls.ApiContacts, PortalUrls.ApiCoverage })
        {
            using var answer = await GetAsync(client, address, scope: scope);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.Contains("contacts.read", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        }
    }

    private static async Task<HttpResponseMessage> GetAsync(
        HttpClient client, string address, string? purpose = Purpose, EntityTagHeaderValue? known = null,
        string scope = ApiScopes.ContactsRead)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = new("Bearer", ReportingSystem.TokenWith(scope, name: System));
        if (purpose is not null)
            request.Headers.Add(ContactsApi.PurposeHeader, purpose);
        if (known is not null)
            request.Headers.IfNoneMatch.Add(known);
        return await client.SendAsync(request, CancellationToken);
    }

    private static async Task<JsonElement> JsonOf(HttpResponseMessage answer) =>
        JsonElement.Parse(await answer.Content.ReadAsStringAsync(CancellationToken));

    private static async Task<IReadOnlyList<(string?, LookUpKind, string)>> NotedAsync(PortalHost host)
    {
        await using var db = await host.Services.GetRequiredService<PortalDatabase>().OpenReadAllAsync(CancellationToken);
        return [.. (await db.LookUps.AsNoTracking().ToListAsync(CancellationToken)).Select(l => (l.ByClient, l.Kind, l.PurposeText))];
    }

    private async Task<PortalHost> HostAsync(Dictionary<string, string?>? settings = null)
    {
        var host = new PortalHost
        {
            DatabaseFile = Path.Combine(folder, "portal.db"),
            Settings = new(ReportingSystem.Settings.Concat(settings ?? []))
            {
                ["Demonstration"] = "false",
                [$"Api:Clients:{System}:Scopes:0"] = ApiScopes.ContactsRead,
                [$"Api:Clients:{System}:Scopes:1"] = ApiScopes.Deliveries,
                [$"Api:Clients:{System}:Scopes:2"] = ApiScopes.Bounces,
            },
        };
        host.Start();
        var contact = AContact().HeldBy(APerson().Named("Søren Gård")).WithMobile("28 12 34 56").ResponsibleFor(Amfora);
        Domain.Persons.Person person = contact.Person;
        await host.People.ImportAsync(Aarhus, [person], CancellationToken);
        (await host.ContactService.SaveAsync(AnActor(), contact.Draft(), CancellationToken)).Is<Domain.Contacts.SaveOutcome.Saved>();
        return host;
    }
}
