using System.Text.Json.Nodes;

namespace ContactPortal.Blazor.Scim;

/// <summary>What a directory asks about the portal's SCIM before it uses it (RFC 7644, section 4).</summary>
internal static class ScimDiscovery
{
    private const string ConfigPath = "/ServiceProviderConfig";
    private const string TypesPath = "/ResourceTypes";
    private const string SchemasPath = "/Schemas";
    private const string UserType = "User";

    public static void MapScimDiscovery(this IEndpointRouteBuilder scim)
    {
        scim.MapGet(ConfigPath, (HttpContext http) => ScimResult.Ok(Config(http)));
        scim.MapGet(TypesPath, (HttpContext http) => ListOf(Type(http)));
        scim.MapGet(TypesPath + "/{id}", (HttpContext http, string id) =>
            id.Equals(UserType, StringComparison.OrdinalIgnoreCase) ? ScimResult.Ok(Type(http)) : throw ScimException.NotFound());
        scim.MapGet(SchemasPath, (HttpContext http) => ListOf(
            ScimSchemaDocuments.User(AddressOf(http, SchemasPath)), ScimSchemaDocuments.Extension(AddressOf(http, SchemasPath))));
        scim.MapGet(SchemasPath + "/{id}", (HttpContext http, string id) => ScimResult.Ok(
            id.Equals(ScimSchemas.User, StringComparison.OrdinalIgnoreCase) ? ScimSchemaDocuments.User(AddressOf(http, SchemasPath))
            : id.Equals(ScimSchemas.Extension, StringComparison.OrdinalIgnoreCase)
                ? ScimSchemaDocuments.Extension(AddressOf(http, SchemasPath))
            : throw ScimException.NotFound()));
    }

    private static ScimResult ListOf(params JsonObject[] resources) =>
        ScimResult.Ok(ScimJson.List(resources, resources.Length, startIndex: 1));

    private static JsonObject Config(HttpContext http) => new()
    {
        ["schemas"] = new JsonArray(ScimSchemas.ServiceProviderConfig),
        ["patch"] = Supported(true),
        ["bulk"] = new JsonObject { ["supported"] = false, ["maxOperations"] = 0, ["maxPayloadSize"] = 0 },
        ["filter"] = new JsonObject { ["supported"] = true, ["maxResults"] = ScimUsersApi.MaxResults },
        ["changePassword"] = Supported(false),
        ["sort"] = Supported(false),
        ["etag"] = Supported(false),
        ["authenticationSchemes"] = new JsonArray(new JsonObject
        {
            ["type"] = "oauthbearertoken", ["name"] = "OAuth Bearer Token", ["primary"] = true,
            ["description"] = "A token made in Brugeradministration, or an access token of the identity provider with the scope scim.",
            ["specUri"] = "https://www.rfc-editor.org/info/rfc6750",
        }),
        ["meta"] = new JsonObject
        {
            ["resourceType"] = "ServiceProviderConfig", ["location"] = AddressOf(http, ConfigPath),
        },
    };

    private static JsonObject Type(HttpContext http) => new()
    {
        ["schemas"] = new JsonArray(ScimSchemas.ResourceType),
        ["id"] = UserType,
        ["name"] = UserType,
        ["endpoint"] = "/Users",
        ["description"] = "An employee of the municipality",
        ["schema"] = ScimSchemas.User,
        ["schemaExtensions"] = new JsonArray(new JsonObject { ["schema"] = ScimSchemas.Extension, ["required"] = false }),
        ["meta"] = new JsonObject
        {
            ["resourceType"] = "ResourceType", ["location"] = $"{AddressOf(http, TypesPath)}/{UserType}",
        },
    };

    private static JsonObject Supported(bool supported) => new() { ["supported"] = supported };

    private static string AddressOf(HttpContext http, string path) =>
        $"{http.Request.Scheme}://{http.Request.Host}{http.Request.PathBase}{PortalUrls.Scim}{path}";
}
