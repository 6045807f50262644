//! The words of Spanish.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, Numerals, References,
    Trailers, Walls,
};

/// Spanish: see the fields of [`Language`] for what each list is.
pub static SPANISH: Language = Language {
    code: "es",
    name: "Spanish",
    // Peru and Uruguay write setiembre.
    months: Months::Named([
        "enero|ene",
        "febrero",
        "marzo",
        "abril|abr",
        "mayo",
        "junio",
        "julio",
        "agosto|ago",
        "septiembre|setiembre|set",
        "octubre",
        "noviembre",
        "diciembre|dic",
    ]),
    weekdays: [
        "lunes|lun",
        "martes|mar",
        "miércoles|mié",
        "jueves|jue",
        "viernes|vie",
        "sábado|sáb",
        "domingo|dom",
    ],
    dates: DateWords {
        hours: "hora|horas|hs",
        minutes: "minuto|minutos",
        published: "publicado|publicada|publicación|creado",
        modified: "actualizado|actualizada|actualización|modificado",
        accessed: "consultado|consultada",
        joiners: "a|las|el|los|hora|fecha|última|hs",
        of: "de|del",
        reading: "lectura|tiempo",
        noon: "mediodía",
        midnight: "medianoche",
        ordinals: "º|ª",
        ago: "hace|ayer|horas",
        ..DateWords::NONE
    },
    references: References {
        headings: "referencias|fuentes|fuente|bibliografía|citas|notas|obras citadas|enlaces|notas al pie|\
            referencias bibliográficas|fuentes consultadas|fuentes citadas|lista de referencias|\
            fuentes utilizadas|fuentes principales|fuentes de referencia|referencias consultadas|\
            referencias citadas|trabajos citados|fuentes y referencias",
        joiners: "y|o",
        ..References::NONE
    },
    trailers: Trailers {
        openers: "comentarios|deja un comentario|artículos relacionados|te recomendamos|más noticias|\
            otras noticias|noticias relacionadas|te puede interesar|lee también",
        lines: "compartir",
        ..Trailers::NONE
    },
    bylines: Bylines {
        openers: "escrito por|publicado por|por|por:|texto:|autor:|autora:|autores:|autor",
        joiners: "y|e|con",
        particles: "de|del|la|el|y",
        desks: "redacción|equipo",
        organisations: "agencia|universidad|noticias",
        roles: "corresponsal|periodista|redactor|redactora",
        pictures: "foto|imagen|fuente",
        ..Bylines::NONE
    },
    labels: Labels {
        preamble: "claro|por supuesto|desde luego|aquí tienes|aquí está|aquí tiene|a continuación",
        title: "título|titular",
        summary: "resumen|entradilla",
        form: "palabras clave",
        ..Labels::NONE
    },
    mail: Mail {
        subject: "asunto",
        from: "de|remitente",
        date: "fecha|enviado|enviado el",
        to: "para|destinatario",
    },
    figures: Figures {
        percent: "porciento",
        money: "dólares|euros|libras|pesos|rublos|soles|céntimos",
        units: "votos|personas|habitantes|muertos|empleos|kilómetros|metros|hectáreas|toneladas|kilos|grados|veces",
        designations: "página|capítulo|artículo|número|tomo",
        ..Figures::NONE
    },
    numerals: Numerals {
        values: "dos=2|tres=3|cuatro=4|cinco=5|seis=6|siete=7|ocho=8|nueve=9|diez=10|once=11|doce=12|\
            trece=13|catorce=14|quince=15|dieciséis=16|diecisiete=17|dieciocho=18|diecinueve=19|\
            veinte=20|treinta=30|cuarenta=40|cincuenta=50|sesenta=60|setenta=70|ochenta=80|\
            noventa=90",
        scales: "cien=2|mil=3|millón=6|millones=6|miles=3|millardos=9|billones=12",
        about: "unos|unas|cerca|aproximadamente|alrededor",
        over: "más|sobre",
        under: "casi|menos",
        negations: "no|nunca|jamás|ningún|ninguna|ninguno|nada|nadie|sin|ni|tampoco",
        decimal_comma: true,
        ..Numerals::NONE
    },
    margins: Margins {
        furniture: "imprimir|publicidad|compartir",
        sign_offs: "suscríbete|hazte miembro",
        adverts: "publicidad",
        ..Margins::NONE
    },
    not_found: NotFound {
        things: "página|artículo|contenido|noticia|tema|publicación|entrada",
        lacks: "no existe|no se ha encontrado|no se encontró|no se encuentra|no encontrad|ya no está disponible|ya no existe|ha sido eliminad|fue eliminad|ha sido retirad|no se pudo encontrar|ha sido borrad|ha caducado",
        sold: "en venta|está a la venta",
        phrases: "página no encontrada|pagina no encontrada|página no existe|página que buscas|\
            página que busca|página que estás buscando|página solicitada|\
            no se ha encontrado la página|no se encontró la página|no hemos encontrado la página|\
            no encontramos la página|no podemos encontrar la página|página no disponible|\
            página ya no está disponible|artículo no encontrado|noticia no encontrada|\
            contenido no disponible|contenido no encontrado|no se encuentra el recurso|artículo ha sido retirado|artículo ha sido eliminado|noticia ha sido retirada|noticia ha sido eliminada|contenido ha sido retirado|contenido ha sido eliminado|página ha sido eliminada|artículo ya no está disponible|noticia ya no está disponible|contenido ya no está disponible|artículo fue retirado|artículo fue eliminado|vídeo ha sido eliminado|video ha sido eliminado|vídeo es privado|video es privado|vídeo no está disponible|video no está disponible|vídeo ya no está disponible|video ya no está disponible|dominio está en venta|dominio a la venta|dominio en venta|comprar este dominio|dominio está aparcado|dominio ha sido registrado|oferta de empleo ha caducado|oferta de trabajo ha expirado|vacante ya no está disponible|dominio ha sido registrado correctamente|todavía no hay ninguna web en esta dirección",
        bare: "no encontrado|no encontrada|error 404 no encontrado",
        excuses: "no encontrad|no existe|no disponible",
        fillers: "lo|sentimos|esta|que|no|la",
        empty: "sin resultados|no hay resultados|ningún resultado|no se encontraron resultados|no se han encontrado|0 resultados",
    },
    walls: Walls {
        gates: "sesión ha expirado|sesión ha caducado|sesión expirada|sesión caducada|inicia sesión para|inicie sesión para|regístrate para|regístrese para|debe iniciar sesión|solo para suscriptores|suscríbete para|no ha iniciado sesión o no tiene permiso para|no has iniciado sesión o no tienes permiso|debes estar registrado e identificado para ver|solo para usuarios registrados|exclusivo para usuarios registrados|es necesario iniciar sesión|se requiere iniciar sesión|inicio de sesión requerido|identificación requerida|debes iniciar sesión|debes identificarte|tienes que iniciar sesión|es necesario identificarse",
        passing: "algo salió mal|algo ha salido mal|ha ocurrido un error|se ha producido un error|ocurrió un error|error inesperado|problemas técnicos|temporalmente no disponible|no disponible temporalmente|error interno del servidor|en mantenimiento|inténtelo más tarde|inténtalo más tarde|intente más tarde|vuelva a intentarlo|no disponible por mantenimiento|mantenimiento programado|hubo un error|ha habido un error crítico|ha habido un error|algo ha ido mal|error crítico en esta web|error crítico en este sitio|ha surgido un error|error al establecer una conexión con la base de datos|vuelve a comprobar el sitio|estamos en mantenimiento|error estableciendo una conexión con la base de datos|error de conexión a la base de datos|sitio en mantenimiento",
        denied: "acceso denegado|acceso prohibido|acceso restringido|no tiene permiso",
        titles: "un momento|verificación de seguridad",
        says: "verifica que eres humano|no soy un robot|no eres un robot|no es un robot|confirma que eres humano|confirme que es humano|verifique que es humano|eres un robot|comprobando su navegador|verificando su navegador|tráfico inusual|si usted es humano|si eres humano|si es usted una persona|que no eres un robot|que no es un robot|que eres humano|que es humano|verificando tu navegador|comprobando tu navegador",
        regions: "bloqueado por orden judicial|bloqueada por orden judicial|bloqueado por resolución judicial|no disponible en su país|no disponible en tu país|no está disponible en su región|no está disponible en tu región|no está disponible en su zona|no está disponible en su ubicación|no está disponible en su país|no está disponible en tu país|no está disponible…tu país|no está disponible…su país|no está disponible…tu región|no está disponible…su región|no está disponible…tu ubicación|no está disponible…su ubicación|no está disponible…su zona|no está disponible…tu zona|no está disponible…su territorio|no se encuentra disponible…tu país|no se encuentra disponible…su país|no se encuentra disponible…tu región|no se encuentra disponible…su región|no se encuentra disponible…tu ubicación|no se encuentra disponible…su ubicación|no se encuentra disponible…su zona|no se encuentra disponible…tu zona|no se encuentra disponible…su territorio|no disponible…tu país|no disponible…su país|no disponible…tu región|no disponible…su región|no disponible…tu ubicación|no disponible…su ubicación|no disponible…su zona|no disponible…tu zona|no disponible…su territorio|no es accesible…tu país|no es accesible…su país|no es accesible…tu región|no es accesible…su región|no es accesible…tu ubicación|no es accesible…su ubicación|no es accesible…su zona|no es accesible…tu zona|no es accesible…su territorio|bloqueado…tu país|bloqueado…su país|bloqueado…tu región|bloqueado…su región|bloqueado…tu ubicación|bloqueado…su ubicación|bloqueado…su zona|bloqueado…tu zona|bloqueado…su territorio|restricciones geográficas|bloqueo geográfico",
        consent: "utilizamos cookies|antes de continuar|configuración de cookies|usamos cookies|su privacidad|tu privacidad|aceptar cookies|aceptar las cookies|configuración de privacidad|uso de cookies|tu consentimiento|su consentimiento|antes de seguir a",
        login: "iniciar sesión",
        waits: "está en la fila|estás en la fila|está en la cola|estás en la cola|sala de espera virtual|fila virtual|tiempo de espera estimado",
    },
    telling: "de|la|el|que|en|y|los|del|las|se|por|un|una|con|para|su|al|es|como|más|lo|fue|pero|ha|son|sus|\
        entre|este|desde|sobre",
};
