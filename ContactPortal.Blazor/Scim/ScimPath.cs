using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace ContactPortal.Blazor.Scim;

/// <summary>The path of an attribute (RFC 7644, section 3.10), in any case: <c>emails[type eq "work"].value</c>.</summary>
/// <param name="Target">What it names.</param>
/// <param name="Sub">The sub-attribute in lower case; null for none.</param>
/// <param name="Conditions">The conditions in brackets; none when there are no brackets.</param>
internal sealed partial record ScimPath(ScimTarget Target, string? Sub, ImmutableArray<ScimCondition> Conditions)
{
    /// <summary>The sub-attribute with an e-mail address.</summary>
    public const string Value = "value";

    private const string Type = "type";
    private const string Work = "work";
    private const char UrnSeparator = ':';

    private static readonly FrozenDictionary<string, ScimTarget> OfUser = new Dictionary<string, ScimTarget>
    {
        ["id"] = ScimTarget.Id, ["meta"] = ScimTarget.ReadOnly, ["groups"] = ScimTarget.ReadOnly,
        ["userName"] = ScimTarget.UserName, ["externalId"] = ScimTarget.ExternalId, ["displayName"] = ScimTarget.DisplayName,
        ["active"] = ScimTarget.Active, ["name"] = ScimTarget.Name, ["emails"] = ScimTarget.Emails,
        ["schemas"] = ScimTarget.Ignored, ["nickName"] = ScimTarget.Ignored, ["profileUrl"] = ScimTarget.Ignored,
        ["title"] = ScimTarget.Ignored, ["userType"] = ScimTarget.Ignored, ["preferredLanguage"] = ScimTarget.Ignored,
        ["locale"] = ScimTarget.Ignored, ["timezone"] = ScimTarget.Ignored, ["password"] = ScimTarget.Ignored,
        ["phoneNumbers"] = ScimTarget.Ignored, ["ims"] = ScimTarget.Ignored, ["photos"] = ScimTarget.Ignored,
        ["addresses"] = ScimTarget.Ignored, ["entitlements"] = ScimTarget.Ignored, ["roles"] = ScimTarget.Ignored,
        ["x509Certificates"] = ScimTarget.Ignored,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, ScimTarget> OfExtension = new Dictionary<string, ScimTarget>
    {
        ["rid"] = ScimTarget.Rid, ["professionalUuid"] = ScimTarget.ProfessionalUuid,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Parses a path; one that is malformed is refused with that <c>scimType</c>.</summary>
    public static ScimPath Parse(string text, string errorType)
    {
        var path = text.Trim();
        if (path.Equals(ScimSchemas.Extension, StringComparison.OrdinalIgnoreCase))
            return new(ScimTarget.Extension, null, []);
        if (IsIn(path, ScimSchemas.EnterpriseUser) || path.Equals(ScimSchemas.EnterpriseUser, StringComparison.OrdinalIgnoreCase))
            return new(ScimTarget.Ignored, null, []);

        var targets = OfUser;
        if (IsIn(path, ScimSchemas.Extension))
            (path, targets) = (path[(ScimSchemas.Extension.Length + 1)..], OfExtension);
        else if (IsIn(path, ScimSchemas.User))
            path = path[(ScimSchemas.User.Length + 1)..];
        if (Attribute().Match(path) is not { Success: true } match)
        {
            return path.Contains(UrnSeparator, StringComparison.Ordinal) && !path.Contains('[', StringComparison.Ordinal)
                ? new(ScimTarget.Unknown, null, [])
                : throw ScimException.BadRequest(errorType, nameof(ScimTexts.PathInvalid), text);
        }

        return new(
            targets.GetValueOrDefault(match.Groups["attribute"].Value, ScimTarget.Unknown),
            match.Groups["sub"] is { Success: true } sub ? sub.Value.ToLowerInvariant() : null,
            match.Groups["filter"] is { Success: true } filter ? ScimFilter.Parse(filter.Value) : []);
    }

    /// <summary>Whether the condition is that the kind is "work".</summary>
    public static bool IsTypeWork(ScimCondition condition) =>
        condition.Path.Equals(Type, StringComparison.OrdinalIgnoreCase)
        && condition.Value.Equals(Work, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether that is the sub-attribute with an address.</summary>
    public static bool IsValue(string path) => path.Equals(Value, StringComparison.OrdinalIgnoreCase);

    private static bool IsIn(string path, string schema) =>
        path.Length > schema.Length + 1 && path[schema.Length] == UrnSeparator
        && path.StartsWith(schema, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^(?<attribute>[A-Za-z][A-Za-z0-9_$-]*)(\[(?<filter>[^\[\]]+)\])?(\.(?<sub>[A-Za-z][A-Za-z0-9_$-]*))?$")]
    private static partial Regex Attribute();
}
