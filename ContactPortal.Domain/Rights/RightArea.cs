namespace ContactPortal.Domain.Rights;

/// <summary>An area of the portal that rights are granted for.</summary>
public enum RightArea
{
    /// <summary>"Ny kommune".</summary>
    NyKommune,
}
