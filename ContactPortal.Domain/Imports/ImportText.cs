using System.Text;

namespace ContactPortal.Domain.Imports;

/// <summary>Decodes a file: UTF-8 with or without a byte order mark, UTF-16 with one, else Windows-1252.</summary>
internal static class ImportText
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    // Archives, as .xlsx and .ods are, and the compound documents of older spreadsheets.
    private static readonly byte[][] Workbooks = [[0x50, 0x4B, 0x03, 0x04], [0xD0, 0xCF, 0x11, 0xE0]];

    /// <summary>Decodes the bytes; an error when they are no text.</summary>
    public static (string Text, ImportFileError? Error) Decode(ReadOnlySpan<byte> bytes)
    {
        foreach (var beginning in Workbooks)
        {
            if (bytes.StartsWith(beginning))
                return ("", ImportFileError.Workbook);
        }

        var text = TextOf(bytes);
        return text is null || text.Any(IsBinary) ? ("", ImportFileError.NotText)
            : string.IsNullOrWhiteSpace(text) ? ("", ImportFileError.Empty)
            : (text, null);
    }

    private static string? TextOf(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return bytes.StartsWith(Encoding.UTF8.Preamble) ? Utf8.GetString(bytes[Encoding.UTF8.Preamble.Length..])
                : bytes.StartsWith(Encoding.Unicode.Preamble) ? Encoding.Unicode.GetString(bytes[Encoding.Unicode.Preamble.Length..])
                : bytes.StartsWith(Encoding.BigEndianUnicode.Preamble)
                    ? Encoding.BigEndianUnicode.GetString(bytes[Encoding.BigEndianUnicode.Preamble.Length..])
                : Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return bytes.StartsWith(Encoding.UTF8.Preamble) ? null : Windows1252.GetString(bytes);
        }
    }

    private static bool IsBinary(char character) => character is < ' ' and not ('\t' or '\r' or '\n');
}
