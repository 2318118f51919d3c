using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Net.Http.Headers;

namespace ContactPortal.Blazor.Scim;

/// <summary>An answer in SCIM's form (RFC 7644, section 3.1).</summary>
internal sealed class ScimResult(int status, JsonObject? body) : IResult
{
    /// <summary>The address of the resource, for the header <c>Location</c>; null for none.</summary>
    public string? Location { get; init; }

    public static ScimResult Ok(JsonObject body) => new(StatusCodes.Status200OK, body);

    /// <summary>The refusal as an error message (RFC 7644, section 3.12).</summary>
    public static ScimResult Of(ScimException refusal) => Error(refusal.Status, refusal.Type, refusal.Message);

    /// <summary>An error message.</summary>
    public static ScimResult Error(int status, string? type, string detail)
    {
        var error = new JsonObject { ["schemas"] = new JsonArray(ScimSchemas.Error), ["status"] = $"{status}" };
        if (type is not null)
            error["scimType"] = type;
        error["detail"] = detail;
        return new(status, error);
    }

    public Task ExecuteAsync(HttpContext httpContext) => WriteAsync(httpContext);

    public async Task WriteAsync(HttpContext http)
    {
        http.Response.StatusCode = status;
        if (Location is not null)
            http.Response.Headers[HeaderNames.Location] = Location;
        if (body is null)
            return;
        http.Response.ContentType = ScimSchemas.ContentType;
        var bytes = Encoding.UTF8.GetBytes(body.ToJsonString());
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }
}
