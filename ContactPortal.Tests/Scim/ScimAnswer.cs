using System.Net;
using System.Text.Json;

namespace ContactPortal.Tests.Scim;

/// <summary>An answer of the portal's SCIM.</summary>
internal sealed record ScimAnswer(HttpStatusCode Status, JsonElement Body, string? Location)
{
    /// <summary>The id of the user that was answered; fails the test for another status.</summary>
    public string IdWith(HttpStatusCode status)
    {
        Assert.True(Status == status, $"{Status}: {Body}");
        return Body.GetProperty("id").GetString()!;
    }

    /// <summary>The texts of a property of the answer; null when it is not there.</summary>
    public string? Text(string name) => Body.TryGetProperty(name, out var value) ? value.ToString() : null;

    /// <summary>The address at work.</summary>
    public string? WorkEmail => Body.TryGetProperty("emails", out var emails)
        ? emails.EnumerateArray().Single(e => e.GetProperty("type").GetString() == "work").GetProperty("value").GetString()
        : null;

    /// <summary>Whether the user is active.</summary>
    public bool IsActive => Body.GetProperty("active").GetBoolean();

    /// <summary>The ids of a list.</summary>
    public IEnumerable<string> Ids => Body.GetProperty("Resources").EnumerateArray().Select(u => u.GetProperty("id").GetString()!);

    /// <summary>How many a list has in all.</summary>
    public int Total => Body.GetProperty("totalResults").GetInt32();

    /// <summary>Fails the test unless it is an error in SCIM's form with that status and type.</summary>
    public void IsError(HttpStatusCode status, string? type)
    {
        Assert.True(Status == status, $"{Status}: {Body}");
        Assert.Equal("urn:ietf:params:scim:api:messages:2.0:Error", Body.GetProperty("schemas")[0].GetString());
        Assert.Equal($"{(int)status}", Text("status"));
        Assert.Equal(type, Text("scimType"));
        Assert.Contains(" / ", Text("detail")!, StringComparison.Ordinal);
    }
}
