namespace ContactPortal.Blazor.Scim;

/// <summary>The values of <c>scimType</c> that the portal answers (RFC 7644, section 3.12).</summary>
internal static class ScimErrorType
{
    public const string InvalidFilter = "invalidFilter";
    public const string InvalidPath = "invalidPath";
    public const string InvalidSyntax = "invalidSyntax";
    public const string InvalidValue = "invalidValue";
    public const string Mutability = "mutability";
    public const string NoTarget = "noTarget";
    public const string Uniqueness = "uniqueness";
}
