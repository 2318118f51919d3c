using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ContactPortal.Domain.Organisations;

namespace ContactPortal.Blazor.Demo;

/// <summary>Ids and addresses of the demonstration's persons: made from their keys, so that they are the same on every machine.</summary>
internal static class DemonstrationId
{
    private const int GuidLength = 16;

    /// <summary>The id that belongs to a key.</summary>
    public static Guid Of(string key) => new(SHA256.HashData(Encoding.UTF8.GetBytes("demonstration:" + key)).AsSpan(0, GuidLength));

    /// <summary>An address under <c>.example</c>, which no mail server in the world answers for.</summary>
    public static string EmailOf(string name, OrganisationCode organisation)
    {
        var place = organisation == OrganisationCode.Agency ? "ams" : Municipalities.NameOf(organisation);
        return $"{Plain(name).Replace(' ', '.')}@{Plain(place).Replace(' ', '-')}.example";
    }

    /// <summary>Small letters without accents, the Danish ones written out.</summary>
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
