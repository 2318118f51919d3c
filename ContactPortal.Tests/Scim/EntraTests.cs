using System.Net;
using System.Text.Json;
using ContactPortal.Domain.Persons;
using ContactPortal.Domain.Storage;
using ContactPortal.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContactPortal.Tests.Scim;

/// <summary>The requests of Entra ID's provisioning, by Microsoft's documentation (P8).</summary>
public sealed class EntraTests(DemonstrationPortal portal) : IClassFixture<DemonstrationPortal>, IAsyncLifetime
{
    private const string Uuid = "7F3A1C52-9D0E-4B6A-8F21-5C3E9A7D1B04";
    private const string ObjectId = "58342554-38d6-4ec8-948c-50044d0a33fd";

    private static readonly string NewUser =
        $$"""
        {
          "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
          "externalId": "{{ObjectId}}", "userName": "Anne.Holm@kommune.example", "active": true, "addresses": null,
          "displayName": "Anne  Holm", "emails": [{"type": "work", "value": "anne.holm@kommune.example", "primary": true}],
          "meta": {"resourceType": "User"}, "name": {"familyName": "Holm", "givenName": "Anne", "formatted": "Anne Holm"},
          "phoneNumbers": null, "roles": [], "title": null,
          "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": {"department": "Job"},
          "{{ScimClient.Extension}}": {"rid": "71234567", "professionalUuid": "{{Uuid}}"}
        }
        """;

    private ScimClient entra = null!;

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => entra = await ScimClient.OfAsync(portal.Host, portal.TakeMunicipality());

    public ValueTask DisposeAsync()
    {
        entra.Dispose();
        return default;
    }

    [Fact]
    public async Task ConnectionTest_AsksForARandomId_GetsAnEmptyList()
    {
        foreach (var attribute in new[] { "userName", "id", "externalId", "emails[type eq \"work\"].value" })
        {
            var found = await entra.FilterAsync($"{attribute} eq \"{Guid.NewGuid()}\"");
            Assert.Equal((HttpStatusCode.OK, 0), (found.Status, found.Total));
            Assert.Empty(found.Ids);
        }
    }

    [Fact]
    public async Task User_Created_ComesBackAsItWasSentAndIsFoundByEveryAttribute()
    {
        var created = await entra.PostAsync(NewUser);
        var id = created.IdWith(HttpStatusCode.Created);
        Assert.EndsWith($"/scim/v2/Users/{id}", created.Location, StringComparison.Ordinal);
        using var sent = JsonDocument.Parse(NewUser);
        foreach (var read in new[] { created, await entra.GetAsync($"Users/{id}") })
        {
            foreach (var name in new[] { "externalId", "userName", "displayName", "emails", "name", ScimClient.Extension })
                Assert.True(JsonElement.DeepEquals(sent.RootElement.GetProperty(name), read.Body.GetProperty(name)), name);
            Assert.True(read.IsActive);
        }

        string[] filters =
        [
            $"id eq \"{id}\"", "userName eq \"anne.holm@KOMMUNE.example\"", "USERNAME EQ anne.holm@kommune.example",
            $"externalId eq \"{ObjectId}\"", $"externalId eq {ObjectId.ToUpperInvariant()}",
            "emails[type eq \"work\"].value eq \"Anne.Holm@kommune.example\"", "Emails[Type Eq work].Value Eq anne.holm@kommune.example",
            $"{ScimClient.Extension}:rid eq \"71234567\"", $"{ScimClient.Extension}:professionalUuid eq \"{Uuid}\"",
            $"externalId eq \"{ObjectId}\" and userName eq \"anne.holm@kommune.example\" And active eq true",
        ];
        foreach (var filter in filters)
            Assert.Equal([id], (await entra.FilterAsync(filter)).Ids);
        Assert.Empty((await entra.FilterAsync($"id eq \"{id}\" and active eq false")).Ids);

        var person = await PersonAsync(id);
        Assert.Equal(
            new PersonValues
            {
                Name = "Anne Holm", Email = "anne.holm@kommune.example", Rid = "71234567", ProfessionalUuid = Uuid.ToLowerInvariant(),
            },
            person.Values);
        (await entra.PostAsync(NewUser)).IsError(HttpStatusCode.Conflict, "uniqueness");
    }

    [Fact]
    public async Task SameValuesSentAgain_WriteNoHistoryAndNoChange()
    {
        var created = await entra.PostAsync(NewUser);
        var id = created.IdWith(HttpStatusCode.Created);
        var entries = await HistoryAsync(id);
        Assert.Equal("Entra ID", Assert.Single(entries));
        (await entra.PutAsync(id, NewUser)).IdWith(HttpStatusCode.OK);
        (await entra.PatchAsync(id, """{"op":"Replace","path":"active","value":"True"}""")).IdWith(HttpStatusCode.OK);
        var again = await entra.PatchAsync(id, """{"op":"replace","value":{"displayName":"Anne  Holm","name.givenName":"Anne"}}""");
        Assert.True(JsonElement.DeepEquals(created.Body, again.Body), again.Body.ToString());
        Assert.Equal(entries, await HistoryAsync(id));
    }

    [Theory]
    [InlineData("""{"op":"Replace","path":"active","value":"False"}""")]
    [InlineData("""{"op":"replace","path":"active","value":false}""")]
    [InlineData("""{"op":"Replace","path":"Active","value":[{"$ref":null,"value":"false"}]}""")]
    [InlineData("""{"op":"replace","value":{"active":false}}""")]
    public async Task User_DisabledAndEnabled_HasLeftAndReturned(string disabling)
    {
        var id = (await entra.PostAsync(NewUser)).IdWith(HttpStatusCode.Created);
        var disabled = await entra.PatchAsync(id, disabling);
        Assert.Equal((HttpStatusCode.OK, false), (disabled.Status, disabled.IsActive));
        Assert.NotNull((await PersonAsync(id)).LeftAt);
        Assert.False((await entra.GetAsync($"Users/{id}")).IsActive);
        Assert.Equal([id], (await entra.FilterAsync($"externalId eq \"{ObjectId}\"")).Ids);

        Assert.True((await entra.PatchAsync(id, """{"op":"Replace","path":"active","value":"True"}""")).IsActive);
        var person = await PersonAsync(id);
        Assert.Equal((null, "71234567"), (person.LeftAt, person.Rid.Digits));
        Assert.Equal(["Entra ID", "Entra ID", "Entra ID"], await HistoryAsync(id));
    }

    [Fact]
    public async Task User_SoftDeleted_KeepsTheAddressAndIsRestored()
    {
        var id = (await entra.PostAsync(NewUser.Replace("\"emails\"", "\"x\"", StringComparison.Ordinal))).IdWith(HttpStatusCode.Created);
        var deleted = await entra.PatchAsync(
            id,
            """
            {"op":"Replace","path":"userName","value":"5834255438d64ec8948c50044d0a33fdAnne.Holm@kommune.example"},
            {"op":"Replace","path":"active","value":"False"}
            """);
        Assert.Equal(("5834255438d64ec8948c50044d0a33fdAnne.Holm@kommune.example", false), (deleted.Text("userName"), deleted.IsActive));
        Assert.Equal("Anne.Holm@kommune.example", (await PersonAsync(id)).Email);

        Assert.Equal(HttpStatusCode.NoContent, (await entra.DeleteAsync(id)).Status);
        (await entra.GetAsync($"Users/{id}")).IsError(HttpStatusCode.NotFound, null);
        (await entra.DeleteAsync(id)).IsError(HttpStatusCode.NotFound, null);
        Assert.Empty((await entra.FilterAsync($"externalId eq \"{ObjectId}\"")).Ids);
        var restored = await entra.PostAsync(NewUser);
        Assert.Equal(id, restored.IdWith(HttpStatusCode.Created));
        Assert.True(restored.IsActive);
    }

    [Fact]
    public async Task Email_AddedTwiceWhereThereWasNone_IsOneAddress()
    {
        var created = await entra.PostAsync("""{"userName":"anneholm","externalId":"a1","displayName":"Anne Holm"}""");
        var id = created.IdWith(HttpStatusCode.Created);
        const string Path = "\"path\":\"emails[type eq \\\"work\\\"].value\"";
        await entra.PatchAsync(id, $$"""{"op":"Add",{{Path}},"value":"a@kommune.example"}""");
        var second = await entra.PatchAsync(id, $$"""{"op":"Add",{{Path}},"value":"b@kommune.example"}""");
        Assert.Equal(("b@kommune.example", 1), (second.WorkEmail, second.Body.GetProperty("emails").GetArrayLength()));
        Assert.Equal("b@kommune.example", (await PersonAsync(id)).Email);
        Assert.Null((await entra.PatchAsync(id, $$"""{"op":"Remove",{{Path}}}""")).WorkEmail);
        Assert.Equal("", (await PersonAsync(id)).Email);
    }

    [Fact]
    public async Task PersonAddedByHand_SentByTheDirectory_IsNoSecondPerson()
    {
        var code = portal.TakeMunicipality();
        var person = await portal.AddPersonAsync("Bo Dam", code);
        using var client = await ScimClient.OfAsync(portal.Host, code);
        Assert.Equal([$"{person.Id}"], (await client.FilterAsync($"userName eq \"{person.Email.ToUpperInvariant()}\"")).Ids);
        var rid = person.Rid.Digits;
        var adopted = await client.PostAsync(
            $$$"""{"userName":"bod","externalId":"b1","displayName":"Bo","{{{ScimClient.Extension}}}":{"rid":"{{{rid}}}"}}""");
        Assert.Equal($"{person.Id}", adopted.IdWith(HttpStatusCode.Created));
        var other = await client.PostAsync(
            $$$"""{"userName":"bod2","externalId":"b2","displayName":"Bo","{{{ScimClient.Extension}}}":{"rid":"{{{rid}}}"}}""");
        other.IsError(HttpStatusCode.Conflict, "uniqueness");
    }

    private async Task<Person> PersonAsync(string id)
    {
        await using var db = await portal.Host.Services.GetRequiredService<PortalDatabase>().OpenReadAllAsync(CancellationToken);
        return await db.Persons.AsNoTracking().SingleAsync(p => p.Id == new Guid(id), CancellationToken);
    }

    // Who wrote each entry.
    private async Task<IReadOnlyList<string?>> HistoryAsync(string id)
    {
        await using var db = await portal.Host.Services.GetRequiredService<PortalDatabase>().OpenReadAllAsync(CancellationToken);
        return await db.History.Where(e => e.Subject == new Guid(id)).OrderBy(e => e.Number).Select(e => e.ActorName)
            .ToListAsync(CancellationToken);
    }
}
