using ContactPortal.Domain.Api;
using ContactPortal.Domain.Organisations;
using Microsoft.Extensions.Options;

namespace ContactPortal.Blazor.Api;

/// <summary>Fails the start when a client of the API is given what doesn't exist.</summary>
internal sealed class ValidateApiOptions : IValidateOptions<ApiOptions>
{
    public ValidateOptionsResult Validate(string? name, ApiOptions options)
    {
        var faults = options.Clients.SelectMany(client => FaultsOf($"{ApiOptions.Section}:Clients:{client.Key}", client.Value)).ToList();
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> FaultsOf(string key, ApiClientSettings client)
    {
        if (client.Scopes.Length == 0 || client.Scopes.Except(ApiScopes.All, StringComparer.Ordinal).Any())
        {
            yield return $"{key}:{nameof(client.Scopes)} is \"{string.Join(", ", client.Scopes)}\": it should be one or more of "
                + $"{string.Join(", ", ApiScopes.All)}.";
        }

        if (key.Length > ApiOptions.Section.Length + ":Clients:".Length + ApiClientDay.LongestClient)
            yield return $"{key}: the id of a client has at most {ApiClientDay.LongestClient} characters.";
        foreach (var code in client.Municipalities.Where(code => Municipalities.Find(new(code)) is null))
            yield return $"{key}:{nameof(client.Municipalities)} has {code}: no municipality has that code.";
        if (client.PostsADay < 1)
            yield return $"{key}:{nameof(client.PostsADay)} is {client.PostsADay}: it should be at least 1.";
        if (client.MegabytesADay < 1)
            yield return $"{key}:{nameof(client.MegabytesADay)} is {client.MegabytesADay}: it should be at least 1.";
    }
}
