using System.Text.Json;
using ContactPortal.Domain.Persons;

namespace ContactPortal.Blazor.Scim;

/// <summary>
/// Applies the operations of a PATCH (RFC 7644, section 3.5.2) as Entra ID and Okta send them: operations in any case, and without a path
/// with dotted names. All are applied, or none. Pure.
/// </summary>
internal static class ScimPatch
{
    private const int MostOperations = 100;
    private const string Add = "add";
    private const string Replace = "replace";
    private const string Remove = "remove";

    /// <summary>The user after all operations of the body.</summary>
    public static ProvisionedState Apply(ProvisionedState state, JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object
            || ScimValue.Property(body, "Operations") is not { ValueKind: JsonValueKind.Array } operations
            || operations.GetArrayLength() is 0 or > MostOperations)
        {
            throw Syntax();
        }

        return operations.EnumerateArray().Aggregate(state, ApplyOne);
    }

    private static ProvisionedState ApplyOne(ProvisionedState state, JsonElement operation)
    {
        if (operation.ValueKind != JsonValueKind.Object)
            throw Syntax();
        var kind = ScimValue.Property(operation, "op") is { ValueKind: JsonValueKind.String } op
            ? ScimValue.Text(op, "op").ToLowerInvariant()
            : throw Syntax();
        var path = ScimValue.Property(operation, "path") is { ValueKind: JsonValueKind.String } sent ? ScimValue.Text(sent, "path") : "";
        var value = ScimValue.Property(operation, "value");
        return kind switch
        {
            Remove when path.Length == 0 => throw ScimException.BadRequest(ScimErrorType.NoTarget, nameof(ScimTexts.NoTarget)),
            Remove => ScimAttributes.Remove(state, ScimPath.Parse(path, ScimErrorType.InvalidPath), path),
            Add or Replace when value is null => throw ScimValue.Invalid(path),
            Add or Replace when path.Length == 0 => ScimAttributes.SetObject(state, value.Value, prefix: "", "value", kind == Add),
            Add or Replace => ScimAttributes.Set(
                state, ScimPath.Parse(path, ScimErrorType.InvalidPath), value.Value, path, keepsOthers: kind == Add),
            _ => throw Syntax(),
        };
    }

    private static ScimException Syntax() => ScimException.BadRequest(ScimErrorType.InvalidSyntax, nameof(ScimTexts.SyntaxInvalid));
}
