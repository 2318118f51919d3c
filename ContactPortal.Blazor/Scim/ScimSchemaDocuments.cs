using System.Text.Json.Nodes;

namespace ContactPortal.Blazor.Scim;

/// <summary>The schemas with every attribute that the portal keeps (RFC 7643, section 7).</summary>
internal static class ScimSchemaDocuments
{
    private const string Text = "string";
    private const string Boolean = "boolean";
    private const string Complex = "complex";
    private const string ReadWrite = "readWrite";

    /// <summary>The schema of users.</summary>
    /// <param name="address">The address of the schemas.</param>
    public static JsonObject User(string address) => Document(
        address, ScimSchemas.User, "User", "An employee of the municipality",
        Attribute("userName", "What the municipality's directory calls the user", required: true, uniqueness: "server"),
        Attribute("externalId", "The id in the municipality's directory, such as the object id of Entra ID", caseExact: true),
        Attribute("displayName", "The name that the portal shows"),
        Attribute(
            "name", "The name, where there is none to display", Complex, subs:
            [
                Attribute("formatted", "The full name"), Attribute("familyName", "The family name"),
                Attribute("givenName", "The given name"),
            ]),
        Attribute(
            "emails", "The e-mail addresses; the portal uses the one of the type work", Complex, isMany: true, subs:
            [
                Attribute("value", "The address"), Attribute("type", "The kind, such as work"),
                Attribute("primary", "Whether it is the preferred one", Boolean),
            ]),
        Attribute("active", "Whether the employee works for the municipality; false marks the employee as having left", Boolean));

    /// <summary>The schema of the portal's extension.</summary>
    /// <param name="address">The address of the schemas.</param>
    public static JsonObject Extension(string address) => Document(
        address, ScimSchemas.Extension, "ContactPortalUser", "How the employee's sign-in is recognised",
        Attribute("rid", "The RID in the municipality's certificate: 8-20 digits", uniqueness: "server"),
        Attribute("professionalUuid", "The professional UUID of MitID Erhverv", uniqueness: "server"));

    private static JsonObject Document(string address, string id, string name, string description, params JsonNode[] attributes) => new()
    {
        ["schemas"] = new JsonArray(ScimSchemas.Schema),
        ["id"] = id,
        ["name"] = name,
        ["description"] = description,
        ["attributes"] = new JsonArray(attributes),
        ["meta"] = new JsonObject { ["resourceType"] = "Schema", ["location"] = $"{address}/{id}" },
    };

    private static JsonObject Attribute(
        string name, string description, string type = Text, bool required = false, bool caseExact = false, bool isMany = false,
        string uniqueness = "none", JsonNode[]? subs = null)
    {
        var attribute = new JsonObject
        {
            ["name"] = name, ["type"] = type, ["multiValued"] = isMany, ["description"] = description, ["required"] = required,
            ["caseExact"] = caseExact, ["mutability"] = ReadWrite, ["returned"] = "default", ["uniqueness"] = uniqueness,
        };
        if (subs is not null)
            attribute["subAttributes"] = new JsonArray(subs);
        return attribute;
    }
}
