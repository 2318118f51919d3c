using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ContactPortal.Tests.Hosting;

/// <summary>Creates a self-signed certificate for 127.0.0.1.</summary>
internal static class SelfSigned
{
    /// <summary>Writes a certificate and its key as PEM files, which a process is configured with.</summary>
    public static (string Certificate, string Key) WriteTo(string folder)
    {
        using var certificate = Certificate(exportable: true);
        var (file, keyFile) = (Path.Combine(folder, "portal.pem"), Path.Combine(folder, "portal-key.pem"));
        File.WriteAllText(file, certificate.ExportCertificatePem());
        using var key = certificate.GetECDsaPrivateKey()!;
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        return (file, keyFile);
    }

    public static X509Certificate2 Certificate(bool exportable = false)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        // The machine's clock: who checks a certificate goes by it.
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(
            made.Export(X509ContentType.Pkcs12), null, exportable ? X509KeyStorageFlags.Exportable : X509KeyStorageFlags.DefaultKeySet);
    }
}
