using System.Net;
using ContactPortal.Tests.Hosting;

namespace ContactPortal.Tests.Scim;

/// <summary>The requests of Okta's provisioning, by Okta's documentation (P8), and what is refused.</summary>
public sealed class OktaTests(DemonstrationPortal portal) : IClassFixture<DemonstrationPortal>, IAsyncLifetime
{
    private ScimClient okta = null!;

    public async ValueTask InitializeAsync() => okta = await ScimClient.OfAsync(portal.Host, portal.TakeMunicipality(), "Okta");

    public ValueTask DisposeAsync()
    {
        okta.Dispose();
        return default;
    }

    [Fact]
    public async Task User_FromFirstTestToReactivation_IsOneUserThroughout()
    {
        Assert.Equal(HttpStatusCode.OK, (await okta.GetAsync("Users?startIndex=1&count=2")).Status);
        Assert.Equal(0, (await okta.GetAsync("Users?filter=userName%20eq%20%22test.user%40okta.example%22&startIndex=1&count=100")).Total);
        var id = (await okta.PostAsync(User("Test", active: true))).IdWith(HttpStatusCode.Created);

        // Updates, deactivation and activation by PUT alone.
        var updated = await okta.PutAsync(id, User("Tine", active: true));
        Assert.Equal((id, "Tine User"), (updated.IdWith(HttpStatusCode.OK), updated.Text("displayName")));
        Assert.False((await okta.PutAsync(id, User("Tine", active: false))).IsActive);

        // Reactivation as a new user with the old id, in a new address as well.
        var back = await okta.PostAsync(User("Tine", active: true).Replace("test.user@", "tine.user@", StringComparison.Ordinal));
        Assert.Equal((id, true), (back.IdWith(HttpStatusCode.Created), back.IsActive));
        (await okta.PostAsync(User("Tine", active: true))).IsError(HttpStatusCode.Conflict, "uniqueness");
    }

    [Fact]
    public async Task UserNameOfSomebodyWhoLeft_GivenToAnotherAccount_IsAnotherPerson()
    {
        var id = (await okta.PostAsync(User("Test", active: true))).IdWith(HttpStatusCode.Created);
        await okta.PutAsync(id, User("Test", active: false));
        var other = (await okta.PostAsync(User("Tom", active: true).Replace("00ujl29u0le5T6Aj10h7", "00uOther", StringComparison.Ordinal)))
            .IdWith(HttpStatusCode.Created);
        Assert.NotEqual(id, other);
        Assert.Equal([other], (await okta.FilterAsync("userName eq \"test.user@okta.example\"")).Ids);
    }

    [Fact]
    public async Task Put_WithoutTheExtension_KeepsTheRid()
    {
        var id = (await okta.PostAsync(User("Test", active: true).Replace(
            "\"active\"", $$"""
            "{{ScimClient.Extension}}":{"rid":"81234567"},"active"
            """, StringComparison.Ordinal))).IdWith(HttpStatusCode.Created);
        var put = await okta.PutAsync(id, User("Test", active: true));
        Assert.Equal("81234567", put.Body.GetProperty(ScimClient.Extension).GetProperty("rid").GetString());
        var cleared = await okta.PatchAsync(id, $$"""{"op":"replace","path":"{{ScimClient.Extension}}:rid","value":""}""");
        Assert.False(cleared.Body.TryGetProperty(ScimClient.Extension, out _), cleared.Body.ToString());
    }

    [Theory]
    [InlineData("POST", "Users", "{\"userName\":", "invalidSyntax")]
    [InlineData("POST", "Users", "[]", "invalidSyntax")]
    [InlineData("POST", "Users", "{\"displayName\":\"Anne\"}", "invalidValue")]
    [InlineData("POST", "Users", "{\"userName\":\"a\\u0000b\"}", "invalidValue")]
    [InlineData("POST", "Users", "{\"userName\":\"a\",\"displayName\":\"\\ud800\"}", "invalidValue")]
    [InlineData("POST", "Users", "{\"userName\":\"a\",\"emails\":[{\"type\":\"work\",\"value\":\"anne\"}]}", "invalidValue")]
    [InlineData("POST", "Users", "{\"userName\":\"a\",\"active\":\"perhaps\"}", "invalidValue")]
    [InlineData("POST", "Users", "{\"userName\":\"a\",\"urn:ietf:params:scim:schemas:extension:ContactPortal:2.0:User\":{\"rid\":\"12\"}}",
        "invalidValue")]
    [InlineData("GET", "Users?filter=userName%20co%20%22a%22", null, "invalidFilter")]
    [InlineData("GET", "Users?filter=userName%20eq%20%22a", null, "invalidFilter")]
    [InlineData("GET", "Users?filter=nothing%20eq%20%22a%22", null, "invalidFilter")]
    [InlineData("GET", "Users?count=many", null, "invalidValue")]
    public async Task BadRequest_IsAnsweredInScimForm(string method, string path, string? body, string type)
    {
        var answer = await okta.SendAsync(new(method), path, body);
        answer.IsError(HttpStatusCode.BadRequest, type);
    }

    [Theory]
    [InlineData("\"displayName\":\"An\\u200bne\"", "U+200B")]
    [InlineData("\"displayName\":\"An\\u202ene\"", "U+202E")]
    [InlineData("\"displayName\":\"\\u0410nne Holm\"", "\u0410nne")]
    [InlineData("\"displayName\":\"Anne\",\"emails\":[{\"value\":\"an\\u00adne@a.example\"}]", "U+00AD")]
    [InlineData("\"displayName\":\"Anne\",\"emails\":[{\"value\":\"ann\\u0435@a.example\"}]", "ann\u0435")]
    public async Task LookAlike_IsRefusedWithWordsThatSayWhich(string attributes, string which)
    {
        var answer = await okta.PostAsync($$"""{"userName":"a","externalId":"1",{{attributes}}}""");
        answer.IsError(HttpStatusCode.BadRequest, "invalidValue");
        Assert.Contains(which, answer.Text("detail")!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"op":"replace","path":"id","value":"1"}""", "mutability")]
    [InlineData("""{"op":"remove","path":"userName"}""", "mutability")]
    [InlineData("""{"op":"replace","path":"shoeSize","value":"1"}""", "invalidPath")]
    [InlineData("""{"op":"replace","path":"emails[type eq","value":"1"}""", "invalidPath")]
    [InlineData("""{"op":"remove"}""", "noTarget")]
    [InlineData("""{"op":"move","path":"active","value":true}""", "invalidSyntax")]
    [InlineData("""{"op":"replace","path":"displayName"}""", "invalidValue")]
    public async Task BadPatch_IsAnsweredInScimForm_AndChangesNothing(string operation, string type)
    {
        var created = await okta.PostAsync(User("Test", active: true));
        var id = created.IdWith(HttpStatusCode.Created);
        (await okta.PatchAsync(id, $$"""{"op":"replace","path":"displayName","value":"X"},{{operation}}"""))
            .IsError(HttpStatusCode.BadRequest, type);
        Assert.Equal(created.Body.ToString(), (await okta.GetAsync($"Users/{id}")).Body.ToString());
    }

    [Fact]
    public async Task AttributesThatThePortalDoesNotKeep_ArePatched_AreIgnored()
    {
        var created = await okta.PostAsync(User("Test", active: true));
        var patched = await okta.PatchAsync(
            created.IdWith(HttpStatusCode.Created),
            """
            {"op":"Add","path":"title","value":"Chef"},{"op":"Replace","path":"phoneNumbers[type eq \"mobile\"].value","value":"12345678"},
            {"op":"Add","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department","value":"Job"}
            """);
        Assert.Equal(created.Body.ToString(), patched.Body.ToString());
    }

    [Fact]
    public async Task UserOfAnotherMunicipality_IsNotFoundByAnyRequest()
    {
        var created = await okta.PostAsync(User("Test", active: true));
        var id = created.IdWith(HttpStatusCode.Created);
        using var other = await ScimClient.OfAsync(portal.Host, portal.TakeMunicipality());
        (await other.GetAsync($"Users/{id}")).IsError(HttpStatusCode.NotFound, null);
        (await other.PutAsync(id, User("Tyv", active: false))).IsError(HttpStatusCode.NotFound, null);
        (await other.PatchAsync(id, """{"op":"replace","path":"active","value":false}""")).IsError(HttpStatusCode.NotFound, null);
        (await other.DeleteAsync(id)).IsError(HttpStatusCode.NotFound, null);
        Assert.Empty((await other.FilterAsync($"id eq \"{id}\"")).Ids);
        (await other.GetAsync("Users/nonsense")).IsError(HttpStatusCode.NotFound, null);
        (await other.GetAsync("Groups")).IsError(HttpStatusCode.NotFound, null);
        Assert.Equal(created.Body.ToString(), (await okta.GetAsync($"Users/{id}")).Body.ToString());
    }

    [Fact]
    public async Task Discovery_NamesEveryAttributeThatIsKept()
    {
        var config = await okta.GetAsync("ServiceProviderConfig");
        Assert.True(config.Body.GetProperty("patch").GetProperty("supported").GetBoolean());
        var type = Assert.Single((await okta.GetAsync("ResourceTypes")).Body.GetProperty("Resources").EnumerateArray().ToList());
        Assert.Equal("/Users", type.GetProperty("endpoint").GetString());
        Assert.Equal("User", (await okta.GetAsync("ResourceTypes/User")).Text("id"));
        var schemas = (await okta.GetAsync("Schemas")).Body.GetProperty("Resources").EnumerateArray().ToList();
        Assert.Equal(
            ["userName", "externalId", "displayName", "name", "emails", "active", "rid", "professionalUuid"],
            schemas.SelectMany(s => s.GetProperty("attributes").EnumerateArray()).Select(a => a.GetProperty("name").GetString()));
        foreach (var schema in schemas.Select(s => s.GetProperty("id").GetString()!))
            Assert.Equal(schema, (await okta.GetAsync($"Schemas/{schema}")).Text("id"));
    }

    private static string User(string givenName, bool active) =>
        $$"""
        {
          "schemas": ["urn:ietf:params:scim:schemas:core:2.0:User"], "userName": "test.user@okta.example",
          "name": {"givenName": "{{givenName}}", "familyName": "User"},
          "emails": [{"primary": true, "value": "test.user@okta.example", "type": "work"}],
          "displayName": "{{givenName}} User", "locale": "en-US", "externalId": "00ujl29u0le5T6Aj10h7", "groups": [],
          "password": "1mz050nq", "active": {{(active ? "true" : "false")}}
        }
        """;
}
