using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Hosting;

/// <summary>The path below which the portal is served, where it shares its host name with other programs.</summary>
public sealed record PathBaseOptions
{
    /// <summary>The key, which is in no section.</summary>
    public const string Key = "PathBase";

    /// <summary>"/kontaktportal", without a slash at its end; empty for a host name of its own.</summary>
    public string PathBase { get; set; } = "";
}

/// <summary>Fails the start if the path is none, or if the portal has a page of that name.</summary>
public sealed partial class ValidatePathBaseOptions : IValidateOptions<PathBaseOptions>
{
    // A redirect to one of them could not be told from one that has the path already.
    private static readonly string[] Addresses =
    [
        .. typeof(PortalUrls).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => field.GetRawConstantValue()).OfType<string>().Where(address => address.StartsWith('/')),
    ];

    public ValidateOptionsResult Validate(string? name, PathBaseOptions options)
    {
        var path = options.PathBase;
        if (path.Length == 0)
            return ValidateOptionsResult.Success;
        if (!Form().IsMatch(path))
            return Refuse("it should be a path such as /kontaktportal, without a slash at its end");
        return Addresses.Any(address => new PathString(address).StartsWithSegments(path, StringComparison.OrdinalIgnoreCase))
            ? Refuse("the portal has addresses of its own below it")
            : ValidateOptionsResult.Success;

        ValidateOptionsResult Refuse(string why) => ValidateOptionsResult.Fail($"{PathBaseOptions.Key} is \"{path}\": {why}.");
    }

    [GeneratedRegex(@"^(/[A-Za-z0-9._~-]+)+$")]
    private static partial Regex Form();
}
