//! The words of Portuguese.

use crate::lexicon::language::{
    Bylines, DateWords, Figures, Labels, Language, Mail, Margins, Months, NotFound, Numerals, References,
    Trailers, Walls,
};

/// Portuguese: see the fields of [`Language`] for what each list is.
pub static PORTUGUESE: Language = Language {
    code: "pt",
    name: "Portuguese",
    months: Months::Named([
        "janeiro",
        "fevereiro|fev",
        "março",
        "abril|abr",
        "maio|mai",
        "junho",
        "julho",
        "agosto|ago",
        "setembro|set",
        "outubro|out",
        "novembro",
        "dezembro|dez",
    ]),
    weekdays: [
        "segunda|seg",
        "terça|ter",
        "quarta|qua",
        "quinta|qui",
        "sexta|sex",
        "sábado|sáb",
        "domingo|dom",
    ],
    dates: DateWords {
        minutes: "minutos",
        day: "dia",
        published: "publicado|publicada|publicação|criado",
        modified: "atualizado|atualizada|atualização|modificado|modificada",
        accessed: "acessado|acesso|consultado",
        joiners: "as|às|feira|data|última",
        of: "de|do|da|dos",
        reading: "leitura|tempo",
        ago: "há|horas",
        ..DateWords::NONE
    },
    references: References {
        headings: "referências|fontes|bibliografia|citações|obras citadas|ligações|notas de rodapé|\
            referências bibliográficas|fontes consultadas|lista de referências|fontes utilizadas|\
            fontes principais|fontes citadas|referências citadas|trabalhos citados|\
            referências consultadas|fontes e referências",
        joiners: "e",
        ..References::NONE
    },
    trailers: Trailers {
        openers: "comentários|deixe um comentário|leia também|leia mais|veja também|você pode gostar|\
            notícias relacionadas",
        lines: "compartilhar",
        ..Trailers::NONE
    },
    bylines: Bylines {
        openers: "escrito por|publicado por|por|por:|texto:|autor:|autora:|autores:|autor",
        joiners: "e",
        particles: "de|da|do|dos|das|e",
        desks: "redação",
        organisations: "notícias",
        roles: "repórter",
        pictures: "foto|fonte",
        ..Bylines::NONE
    },
    labels: Labels {
        preamble: "claro|com certeza|aqui está|aqui vai|segue|a seguir",
        title: "título|titulo|manchete",
        summary: "resumo",
        form: "palavras-chave",
        ..Labels::NONE
    },
    mail: Mail {
        subject: "assunto",
        from: "de|remetente",
        date: "data|enviado|enviada em|enviado em",
        to: "para|destinatário",
    },
    figures: Figures {
        percent: "porcento",
        money: "dólares|euros|reais|libras|rublos|centavos",
        units: "votos|pessoas|habitantes|mortos|empregos|quilômetros|quilómetros|metros|hectares|toneladas|graus|vezes",
        designations: "página|capítulo|artigo|número|tomo",
        ..Figures::NONE
    },
    numerals: Numerals {
        values: "dois=2|duas=2|três=3|quatro=4|cinco=5|seis=6|sete=7|oito=8|nove=9|dez=10|onze=11|\
            doze=12|treze=13|catorze=14|quatorze=14|quinze=15|dezesseis=16|dezasseis=16|\
            dezessete=17|dezassete=17|dezoito=18|dezenove=19|dezanove=19|vinte=20|trinta=30|\
            quarenta=40|cinquenta=50|sessenta=60|setenta=70|oitenta=80|noventa=90",
        scales: "cem=2|mil=3|milhão=6|milhões=6|mi=6|bilhão=9|bilhões=9|bi=9|milhares=3|biliões=12|trilhão=12|trilhões=12",
        about: "cerca|aproximadamente|uns|umas",
        over: "mais",
        under: "quase|menos",
        negations: "não|nunca|jamais|nenhum|nenhuma|nada|ninguém|sem|nem",
        decimal_comma: true,
        ..Numerals::NONE
    },
    margins: Margins { furniture: "imprimir|publicidade|compartilhar", ..Margins::NONE },
    not_found: NotFound {
        things: "página|artigo|conteúdo|notícia|matéria|tópico|publicação|postagem",
        lacks: "não existe|não foi encontrad|não encontrad|já não está disponível|não está mais disponível|já não existe|foi removid|foi excluíd|foi apagad|foi eliminad|expirou",
        sold: "à venda|está à venda",
        phrases: "página não encontrada|pagina não encontrada|página não existe|página não foi encontrada|\
            página que você procura|página que procura|página que você está procurando|\
            página solicitada não|página não está disponível|página não está mais disponível|\
            conteúdo não encontrado|conteúdo não disponível|notícia não encontrada|domínio está à venda|domínio à venda|comprar este domínio|domínio está estacionado|domínio foi registrado|vídeo é privado|vídeo não está mais disponível|vídeo já não está disponível|vídeo não está disponível|vídeo foi removido|artigo foi removido|notícia foi removida|artigo já não está disponível|conteúdo foi removido|conteúdo já não está disponível|vaga expirou|vaga não está mais disponível|vaga já não está disponível|conteúdo não está mais disponível|domínio registado com sucesso|domínio registrado com sucesso",
        bare: "não encontrado|não encontrada|erro 404",
        excuses: "não encontrad|não existe",
        fillers: "erro|desculpe|esta|que",
        empty: "nenhum resultado|sem resultados|0 resultados|nenhum artigo",
    },
    walls: Walls {
        gates: "sessão expirou|sessão expirada|faça login para|entre para continuar|registe-se para|cadastre-se para|exclusivo para assinantes|assine para|você não está logado ou não tem permissão para|não iniciou sessão ou não tem permissão para|apenas para usuários registrados|apenas para utilizadores registados|somente para usuários cadastrados|autenticação necessária|login necessário|é necessário fazer login|é necessário iniciar sessão|é necessário autenticar-se|você precisa estar logado|você precisa fazer login|tem de iniciar sessão|precisa de iniciar sessão",
        passing: "algo deu errado|algo correu mal|ocorreu um erro|erro inesperado|problemas técnicos|temporariamente indisponível|erro interno do servidor|em manutenção|tente novamente mais tarde|tente mais tarde|indisponível para manutenção|manutenção programada|manutenção agendada|houve um erro crítico|ocorreu um erro crítico|aconteceu um erro|houve um erro|erro ao estabelecer uma conexão|erro interno|volte a tentar|erro ao estabelecer uma ligação|erro ao conectar ao banco de dados|erro de ligação à base de dados|site em manutenção",
        denied: "acesso negado|acesso proibido|acesso restrito|não tem permissão",
        regions: "bloqueado por ordem judicial|bloqueado por determinação judicial|bloqueado por decisão judicial|não está disponível no seu país|não está disponível na sua região|indisponível no seu país|indisponível em seu país|indisponível na sua região|não está disponível…seu país|não está disponível…teu país|não está disponível…sua região|não está disponível…tua região|não está disponível…sua localização|não está disponível…sua área|não disponível…seu país|não disponível…teu país|não disponível…sua região|não disponível…tua região|não disponível…sua localização|não disponível…sua área|indisponível…seu país|indisponível…teu país|indisponível…sua região|indisponível…tua região|indisponível…sua localização|indisponível…sua área|não está acessível…seu país|não está acessível…teu país|não está acessível…sua região|não está acessível…tua região|não está acessível…sua localização|não está acessível…sua área|restrições geográficas",
        says: "não sou um robô|não é um robô|verifique que é humano|confirme que é humano|você é um robô|verificando seu navegador|verificando o seu navegador|tráfego incomum|se você é humano|se é humano|que não é um robô|que você não é um robô|que você é humano|que é humano|verificando o navegador|a verificar o seu navegador",
        consent: "utilizamos cookies|antes de continuar|usamos cookies|sua privacidade|aceitar cookies|definições de cookies|configurações de cookies|seu consentimento|uso de cookies|utilização de cookies",
        login: "entrar",
        waits: "você está na fila|está na fila de espera|sala de espera virtual|fila virtual|tempo de espera estimado",
        ..Walls::NONE
    },
    telling: "de|a|o|que|e|do|da|em|um|para|com|uma|os|no|se|na|por|mais|as|dos|como|mas|ao|das|foi|não|são|\
        pelo|à|ser|já|também",
};
