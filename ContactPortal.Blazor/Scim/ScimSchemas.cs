namespace ContactPortal.Blazor.Scim;

/// <summary>The identifiers of SCIM's schemas and messages (RFC 7643, RFC 7644), and of the portal's own extension.</summary>
internal static class ScimSchemas
{
    public const string ContentType = "application/scim+json";
    public const string User = "urn:ietf:params:scim:schemas:core:2.0:User";
    public const string EnterpriseUser = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    /// <summary>The extension with a person's RID and professional UUID.</summary>
    public const string Extension = "urn:ietf:params:scim:schemas:extension:ContactPortal:2.0:User";

    public const string ServiceProviderConfig = "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig";
    public const string ResourceType = "urn:ietf:params:scim:schemas:core:2.0:ResourceType";
    public const string Schema = "urn:ietf:params:scim:schemas:core:2.0:Schema";
    public const string ListResponse = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
    public const string PatchOp = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
    public const string Error = "urn:ietf:params:scim:api:messages:2.0:Error";
}
