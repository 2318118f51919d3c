using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Blazor.Demo;

/// <summary>Ids and e-mail addresses of the demonstration's persons, derived from their keys: the same on every machine.</summary>
internal static class DemonstrationId
{
    private const int GuidLength = 16;

    /// <summary>The id derived from a key.</summary>
    public static Guid Of(string key) => new(SHA256.HashData(Encoding.UTF8.GetBytes("demonstration:" + key)).AsSpan(0, GuidLength));

    /// <summary>An address under <c>.example</c>, a reserved domain without mail servers.</summary>
    public static string EmailOf(string name, OrganisationCode organisation)
    {
        var domain = organisation == OrganisationCode.Agency ? "ams" : Municipalities.NameOf(organisation);
        return $"{Plain(name).Replace(' ', '.')}@{Plain(domain).Replace(' ', '-')}.example";
    }

    /// <summary>Lower case without accents; æ, ø and å as ae, oe and aa.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text.ToLowerInvariant().Replace("æ", "ae").Replace("ø", "oe").Replace("å", "aa").Replace("ı", "i")
                     .Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.LowercaseLetter || c is ' ' or '-')
                plain.Append(c);
        }

        return plain.ToString();
    }
}
